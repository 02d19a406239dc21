@NullMarked
package org.geotimeline.cli.ask;

import org.jspecify.annotations.NullMarked;
