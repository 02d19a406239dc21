package org.geotimeline.projection.row;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A record that is the row of an answer. The order of its components is the order of the fields in JSON and of the columns
 * in CSV.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Row {

    /** The name of its JSON Schema, {@code conditions}: served as {@code /schemas/rows/conditions/1}. */
    String name();

    /** The version of its JSON Schema; a field that goes, or comes to mean something else, makes a new one. */
    int version() default 1;

    /** What one row says, as a sentence. */
    String meaning();
}
