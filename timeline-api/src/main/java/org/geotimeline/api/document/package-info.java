@NullMarked
package org.geotimeline.api.document;

import org.jspecify.annotations.NullMarked;
