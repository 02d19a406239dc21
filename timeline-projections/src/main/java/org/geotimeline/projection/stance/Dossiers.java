package org.geotimeline.projection.stance;

import org.geotimeline.act.ActId;
import org.geotimeline.act.Dossier;

/** What is on file, for who asks why: the events that carry the tag of an act, and those that speak of these. */
public interface Dossiers {

    /** Everything on file about an act up to and including that position; without entries where nothing is. */
    Dossier of(ActId act, long position);
}
