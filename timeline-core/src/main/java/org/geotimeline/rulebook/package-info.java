/**
 * The rules by which acts make a stance, as data. A rulebook is a document that is published as an act; here it is read,
 * checked whole, and kept with all its parts. It is interpreted over the JSON of acts and never compiled, so that a new
 * version is only another document.
 */
@NullMarked
package org.geotimeline.rulebook;

import org.jspecify.annotations.NullMarked;
