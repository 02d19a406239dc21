/** Acts by which a government recognises another, or says that it does not. */
@NullMarked
package org.geotimeline.act.recognition;

import org.jspecify.annotations.NullMarked;
