/** Acts of courts and prosecutors against persons, and rewards for them. */
@NullMarked
package org.geotimeline.act.legal;

import org.jspecify.annotations.NullMarked;
