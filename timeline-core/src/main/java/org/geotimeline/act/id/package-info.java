/** The names by which acts refer to each other and to actors, forums, lists, sources and datasets. */
@NullMarked
package org.geotimeline.act.id;

import org.jspecify.annotations.NullMarked;
