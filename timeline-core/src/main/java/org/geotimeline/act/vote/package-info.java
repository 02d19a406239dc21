/** Acts of an assembly: resolutions and the votes of members. */
@NullMarked
package org.geotimeline.act.vote;

import org.jspecify.annotations.NullMarked;
