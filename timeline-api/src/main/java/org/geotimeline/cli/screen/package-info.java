@NullMarked
package org.geotimeline.cli.screen;

import org.jspecify.annotations.NullMarked;
