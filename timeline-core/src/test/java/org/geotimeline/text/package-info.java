/** Tests of letters and spellings. */
@NullMarked
package org.geotimeline.text;

import org.jspecify.annotations.NullMarked;
