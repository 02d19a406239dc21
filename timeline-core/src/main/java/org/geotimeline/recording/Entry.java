package org.geotimeline.recording;

import java.util.Set;

/** An act on its way into the store: the canonical bytes that are hashed and stored, and the tags beside them. */
record Entry(byte[] canonical, Set<String> tags) {}
