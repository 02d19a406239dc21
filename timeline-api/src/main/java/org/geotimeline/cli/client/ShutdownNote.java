package org.geotimeline.cli.client;

/** Runs an action if the process is stopped before this note is closed, as by Ctrl-C. */
public final class ShutdownNote implements AutoCloseable {

    private final Thread hook;

    public ShutdownNote(Runnable action) {
        this.hook = new Thread(action, "shutdown-note");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending, and the hook has run
        }
    }
}
