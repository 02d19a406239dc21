/** The fold of a dossier into the revision of its act. */
@NullMarked
package org.geotimeline.act.dossier;

import org.jspecify.annotations.NullMarked;
