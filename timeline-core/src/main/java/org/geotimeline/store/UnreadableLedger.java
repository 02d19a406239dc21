package org.geotimeline.store;

/** The database did not answer a read of the ledger. */
public final class UnreadableLedger extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableLedger(Throwable cause) {
        super("the ledger cannot be read: " + cause.getMessage(), cause);
    }
}
