/**
 * The erasure of payloads for legal reasons: {@link org.geotimeline.store.erasure.Eraser} erases, and
 * {@link org.geotimeline.store.erasure.Erasures} compares what was erased with the events that report erasures.
 */
@NullMarked
package org.geotimeline.store.erasure;

import org.jspecify.annotations.NullMarked;
