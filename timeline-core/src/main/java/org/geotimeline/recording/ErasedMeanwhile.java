package org.geotimeline.recording;

import org.geotimeline.act.dossier.ActSummary;

/** An act of a snapshot was erased while a decision read it; the snapshot is forgotten, and the decision is made again. */
final class ErasedMeanwhile extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ErasedMeanwhile(ActSummary act) {
        super("act '%s' is no longer on file at position %d".formatted(act.id(), act.position()));
    }
}
