/**
 * The reference data, event-sourced like the rest: actors and their dated relations, forums, lists, sources, datasets and
 * rulebooks.
 */
@NullMarked
package org.geotimeline.act.registry;

import org.jspecify.annotations.NullMarked;
