/** What is true of all projections, tried: the contract that the test of every projection inherits is here. */
@NullMarked
package org.geotimeline.projection.runtime;

import org.jspecify.annotations.NullMarked;
