/**
 * Files of other publishers become acts. A {@link org.geotimeline.imports.format.Format} says how a body is read as rows and
 * which acts a row means. This package does the rest once for all formats: spooling, unpacking, dry runs, progress, rejects,
 * the difference between snapshots, and the safety stop. Acts are recorded like all others, so that a file that is sent twice
 * adds nothing.
 */
@NullMarked
package org.geotimeline.imports;

import org.jspecify.annotations.NullMarked;
