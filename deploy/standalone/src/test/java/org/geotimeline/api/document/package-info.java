/** Tests of the documents that a running server publishes about itself. */
@NullMarked
package org.geotimeline.api.document;

import org.jspecify.annotations.NullMarked;
