@NullMarked
package org.geotimeline.act.id;

import org.jspecify.annotations.NullMarked;
