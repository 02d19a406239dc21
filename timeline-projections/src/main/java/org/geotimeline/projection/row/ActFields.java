package org.geotimeline.projection.row;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A component that holds the fields of an act as its own JSON Schema describes them, by the type of the act. They stand
 * beside the other fields of the row.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface ActFields {}
