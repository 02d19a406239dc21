@NullMarked
package org.geotimeline.api.server;

import org.jspecify.annotations.NullMarked;
