/** What is on file: acts with their revisions, reports and links, as known then, found by who, whom, what and when. */
@NullMarked
package org.geotimeline.projection.acts;

import org.jspecify.annotations.NullMarked;
