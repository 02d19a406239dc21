package org.geotimeline.projection.row;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a field of a row says. A component that is {@code @Nullable} without {@link Absent} is written as null.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Meaning {

    /** A sentence. */
    String value();

    /** The unit of a number; empty if it has none. */
    String unit() default "";

    /** The only texts that may stand there; none if there is no such list. */
    String[] values() default {};

    /** The format of a text as JSON Schema names it, {@code date} or {@code date-time}; empty for any. */
    String format() default "";

    /** The type of a component that is JSON, because a null in it says something else than its absence. */
    Class<?> type() default Void.class;
}
