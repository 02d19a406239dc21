<<<<<<< HEAD
/**
 * The front door: the application, the one way in for acts, and what is true of all answers: clocks, pinned addresses,
 * problems, limits. A question's own view lives with its projection.
 */
=======
/** Stand-in of the application, until the real one takes its place. */
>>>>>>> standalone
@NullMarked
package org.geotimeline.api;

import org.jspecify.annotations.NullMarked;
