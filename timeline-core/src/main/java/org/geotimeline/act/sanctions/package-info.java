/** Acts that restrict trade, money or travel, that list persons, and that exempt or ease. */
@NullMarked
package org.geotimeline.act.sanctions;

import org.jspecify.annotations.NullMarked;
