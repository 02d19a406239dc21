/** The display of answers: options for clocks and pages, reading page after page, heading and rows. */
@NullMarked
package org.geotimeline.cli.answer;

import org.jspecify.annotations.NullMarked;
