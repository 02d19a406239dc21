package org.geotimeline.projection.query;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which cell of which projection a row of an answer tells. What is true of all questions, their differences and the reasons
 * of their rows, is written once and finds its way by this.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface RowsOf {

    /** The view, by the name of any of its versions. */
    String projection();

    /**
     * The fields of a row that hold the key values of the timeline; {@code rulebook} is the answer's own; what
     * begins with an apostrophe is the value itself.
     */
    String[] timeline();

    /** The name of the cell, in which <code>{field}</code> stands for that field of the row. */
    String cell();
}
