package org.geotimeline.recording;

import java.util.Set;

/** An act on its way into the store: the canonical bytes that are hashed and stored, and the tags. */
@SuppressWarnings("ArrayRecordComponent") // bytes that nobody changes
record Entry(byte[] canonical, Set<String> tags) {}
