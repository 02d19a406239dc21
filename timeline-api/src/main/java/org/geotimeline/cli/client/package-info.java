@NullMarked
package org.geotimeline.cli.client;

import org.jspecify.annotations.NullMarked;
