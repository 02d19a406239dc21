@NullMarked
package org.geotimeline.act.knowledge;

import org.jspecify.annotations.NullMarked;
