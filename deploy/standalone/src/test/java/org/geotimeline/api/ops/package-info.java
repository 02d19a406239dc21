/** Tests of the addresses and commands of operators, on a running server. */
@NullMarked
package org.geotimeline.api.ops;

import org.jspecify.annotations.NullMarked;
