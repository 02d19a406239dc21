/** Tests of acts: what must hold for every one of them, of dossiers, and of the rules of each family. */
@NullMarked
package org.geotimeline.act;

import org.jspecify.annotations.NullMarked;
