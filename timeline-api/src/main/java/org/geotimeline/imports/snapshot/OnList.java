package org.geotimeline.imports.snapshot;

/**
 * One list in a snapshot.
 *
 * @param individuals the number of entries of persons
 * @param entities the number of other entries
 * @param before the number of entries that were on the list before, according to the snapshots on file
 * @param lifted the number of entries that this snapshot, or a newer one on file, no longer shows
 */
public record OnList(String list, long individuals, long entities, long before, long lifted) {}
