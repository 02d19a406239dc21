/**
 * The front door: the application, the one way in for acts, and what is true of all answers: clocks, pinned addresses,
 * problems, limits. A question's own view lives with its projection.
 */
@NullMarked
package org.geotimeline.api;

import org.jspecify.annotations.NullMarked;
