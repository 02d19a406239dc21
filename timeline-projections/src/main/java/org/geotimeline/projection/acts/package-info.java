/** What is on file: acts with their revisions, reports and links, as known then, found by actor, subject, content and day. */
@NullMarked
package org.geotimeline.projection.acts;

import org.jspecify.annotations.NullMarked;
