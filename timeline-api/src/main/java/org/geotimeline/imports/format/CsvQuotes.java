package org.geotimeline.imports.format;

/** How far the quotation marks of a record have come (RFC 4180), line after line. */
final class CsvQuotes {

    private enum State {
        BETWEEN,
        PLAIN,
        QUOTED,
        CLOSED,
        WRONG
    }

    private State state = State.BETWEEN;

    /** Reads one more line of the record, of which the line before did not end the record. */
    void read(String line) {
        if (state == State.BETWEEN || state == State.QUOTED) {
            line.chars().forEach(this::read);
        }
        if (state != State.QUOTED && state != State.WRONG) {
            state = State.CLOSED;
        }
    }

    private void read(int c) {
        state = switch (state) {
            case BETWEEN -> c == '"' ? State.QUOTED : c == ',' ? State.BETWEEN : State.PLAIN;
            case PLAIN -> c == ',' ? State.BETWEEN : State.PLAIN;
            case QUOTED -> c == '"' ? State.CLOSED : State.QUOTED;
            case CLOSED -> c == '"' ? State.QUOTED : c == ',' ? State.BETWEEN : State.WRONG;
            case WRONG -> State.WRONG;
        };
    }

    /** True if the record goes on behind the end of the line. */
    boolean isOpen() {
        return state == State.QUOTED;
    }

    /** True if something stands between a closing quotation mark and the comma. */
    boolean isWrong() {
        return state == State.WRONG;
    }
}
