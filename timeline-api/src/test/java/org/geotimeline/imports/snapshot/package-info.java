@NullMarked
package org.geotimeline.imports.snapshot;

import org.jspecify.annotations.NullMarked;
