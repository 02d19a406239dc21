/** The commands that ask questions: stances, acts, actors, explanations, differences, exports, replay and tail. */
@NullMarked
package org.geotimeline.cli.ask;

import org.jspecify.annotations.NullMarked;
