package org.geotimeline.projection.query;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a parameter of a question may say: any of these words. Another one is refused with the nearest, because an empty
 * answer would say that there is nothing of the kind.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface AllowedWords {

    /** Words of the question itself. */
    String[] value() default {};

    /** Words that the program fixes elsewhere: the constants of an enum, as JSON has them, or a {@link Vocabulary}. */
    Class<?>[] of() default {};

    /** The names that are registered of that kind: {@code actor}, {@code forum}, {@code list} or {@code dataset}. */
    String registered() default "";

    /**
     * What has ever stood in the answers of the view: in that key column, in that field, or, as {@link StepTable#CELL}, as
     * the name of a cell. These words are the data's own and grow with it.
     */
    String onFile() default "";
}
