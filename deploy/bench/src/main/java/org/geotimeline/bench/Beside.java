package org.geotimeline.bench;

/** The peers that append the same events. */
enum Beside {
    PLAIN_JDBC("plain JDBC, as many connections", ""),
    AXON4_JDBC(
            "Axon 4.13 by its JDBC engine, as many",
            "Axon 4's JDBC engine keeps one aggregate an event and no tags, checks nothing but that aggregate's sequence, and gives positions with gaps, out of the order of commits; no hash."),
    AXON4_JPA(
            "Axon 4.13 by its JPA engine, as many",
            "Axon 4's JPA engine, with payloads in the row, keeps one aggregate an event and no tags, and gives positions with gaps, out of the order of commits; no hash."),
    AXON4_COMMANDS(
            "Axon 4.13's command bus and JPA engine, as many",
            "The command beside makes an aggregate and decides nothing; ours finds the names that the act uses, sources what its rules ask for and appends on condition that it still holds."),
    PEKKO(
            "Pekko Persistence JDBC 1.1, as many",
            "Pekko has one actor a writer, persists with three tags and writes many actors' events in one transaction; its order has gaps, and its condition is one actor's sequence; no hash.");

    private final String words;
    private final String note;

    Beside(String words, String note) {
        this.words = words;
        this.note = note;
    }

    String words() {
        return words;
    }

    String note() {
        return note;
    }

    Writers open(Server server, Ledger ledger, int many) throws Exception {
        return switch (this) {
            case PLAIN_JDBC -> new PlainWriters(ledger, many);
            case AXON4_JDBC -> asked(server.peer(Peers.AXON4), "append-jdbc", many);
            case AXON4_JPA -> asked(server.peer(Peers.AXON4), "append-jpa", many);
            case AXON4_COMMANDS -> asked(server.peer(Peers.AXON4), "record", many);
            case PEKKO -> asked(server.peer(Peers.PEKKO), "append", many);
        };
    }

    private static Writers asked(Program program, String what, int many) {
        return turn -> program.ask(what, many, turn.toMillis());
    }
}
