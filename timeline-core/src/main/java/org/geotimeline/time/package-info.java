/**
 * The three times of an act: when it was, when it became known, and when it was recorded.
 *
 * <p>Valid time is an EDTF date: a day, less than a day's precision, one of several days, or a span; it has no zone.
 * Known and recorded times are UTC instants of microsecond precision. {@link org.geotimeline.time.AsOf} carries all
 * three clocks of a question.
 */
@NullMarked
package org.geotimeline.time;

import org.jspecify.annotations.NullMarked;
