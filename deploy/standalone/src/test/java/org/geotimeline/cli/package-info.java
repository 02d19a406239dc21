@NullMarked
package org.geotimeline.cli;

import org.jspecify.annotations.NullMarked;
