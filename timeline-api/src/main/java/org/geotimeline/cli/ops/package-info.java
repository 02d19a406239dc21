@NullMarked
package org.geotimeline.cli.ops;

import org.jspecify.annotations.NullMarked;
