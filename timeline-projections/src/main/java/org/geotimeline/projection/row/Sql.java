package org.geotimeline.projection.row;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How a field stands in the views of schema {@code bi}, if not under its own name and after the field before it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Sql {

    /** The name of the column; empty for the field's own, in lower case with underscores. */
    String column() default "";

    /** The type of the column; empty for the one that the component's type gives. */
    String type() default "";

    /** The place among the columns, from 1; fields without one follow in the order of the record. */
    int place() default 0;

    /** Whether the views leave it out. */
    boolean omitted() default false;
}
