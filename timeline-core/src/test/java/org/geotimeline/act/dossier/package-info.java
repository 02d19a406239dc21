@NullMarked
package org.geotimeline.act.dossier;

import org.jspecify.annotations.NullMarked;
