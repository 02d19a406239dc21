/**
 * Recording: {@link org.geotimeline.recording.Recorder} reads the events that a decision needs, decides, and appends the events
 * of the decision. The append fails if a matching event was appended since the read. Of a long history a snapshot is kept.
 * {@link org.geotimeline.recording.EventDecoder} decodes stored events to acts on every path that reads.
 */
@NullMarked
package org.geotimeline.recording;

import org.jspecify.annotations.NullMarked;
