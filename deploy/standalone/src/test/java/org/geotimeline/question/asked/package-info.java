/** The language of the question files in {@code questions/}, and the test that asks them of a running server. */
@NullMarked
package org.geotimeline.question.asked;

import org.jspecify.annotations.NullMarked;
