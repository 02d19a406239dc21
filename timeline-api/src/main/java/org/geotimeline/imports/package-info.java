/**
 * Files of other houses become acts. A {@link org.geotimeline.imports.Format} says how a body is read as rows and what acts
 * a row becomes; everything else is written once: spooling, unpacking, dry runs, progress, rejects, the difference between
 * snapshots, the safety stop. Acts go the way that all acts go, so that a file sent twice adds nothing.
 */
@NullMarked
package org.geotimeline.imports;

import org.jspecify.annotations.NullMarked;
