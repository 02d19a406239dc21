package org.geotimeline.cli.client;

/** What is still said where the process is stopped in the middle. */
public final class Farewell implements AutoCloseable {

    private final Thread hook;

    public Farewell(Runnable words) {
        this.hook = new Thread(words, "farewell");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending, and the hook has told what there is to tell
        }
    }
}
