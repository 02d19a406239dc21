package org.geotimeline.recording;

/** A decision whose condition failed at every try, because other appends were faster. Nothing was recorded. */
public final class ContestedDecision extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ContestedDecision(String act, int tries, Throwable cause) {
        super(
                "act '%s' was not recorded: what it depends on changed during each of %d tries".formatted(act, tries),
                cause);
    }
}
