/** The file formats: how a body is read as rows, and which acts a row means. A format records nothing and asks nothing. */
@NullMarked
package org.geotimeline.imports.format;

import org.jspecify.annotations.NullMarked;
