@NullMarked
package org.geotimeline.cli.record;

import org.jspecify.annotations.NullMarked;
