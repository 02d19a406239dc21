/** Code that the bench shares with the programs of its peers: the protocol of questions, and turns. */
@NullMarked
package org.geotimeline.bench.peer;

import org.jspecify.annotations.NullMarked;
