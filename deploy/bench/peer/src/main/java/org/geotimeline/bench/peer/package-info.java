/** What the bench and the programs that are measured beside it have in common: how they are asked, and how they take turns. */
@NullMarked
package org.geotimeline.bench.peer;

import org.jspecify.annotations.NullMarked;
