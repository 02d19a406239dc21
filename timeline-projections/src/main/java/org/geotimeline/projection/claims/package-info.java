/** What is asserted and not taken for a fact: claims, judgements, accusations with the denials of them. */
@NullMarked
package org.geotimeline.projection.claims;

import org.jspecify.annotations.NullMarked;
