package org.geotimeline.projection.row;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A field that the name of the cell says, and that is therefore not stored in the answer. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface CellName {

    /** Which part of the name, counted from 1, between bars; a part that is {@code -} is null. 0 is the whole name. */
    int part() default 0;
}
