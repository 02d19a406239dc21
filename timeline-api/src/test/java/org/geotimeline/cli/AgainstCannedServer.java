package org.geotimeline.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Commands through the real parser, against a real HTTP server with canned answers. */
abstract class AgainstCannedServer {

    static final String AS_OF =
            "\"asOf\":{\"validAt\":\"2024-10-20\",\"knownAt\":\"2024-12-01T23:59:59.999999Z\",\"position\":612},"
                    + "\"rulebook\":\"1.0.0\"";

    static final String RUSSIA = """
        {"actor":"RUS","subject":"TAL","dimension":"designation","value":"BANNED","certainty":"CERTAIN",\
        "alternatives":[],"process":"ANNOUNCED","since":"2003-03-04","acts":["ACT-0047","ACT-0179"],\
        "rule":"designation-imposed"}\
        """;

    static final String KAZAKHSTAN = """
        {"actor":"KAZ","subject":"TAL","dimension":"designation","value":null,"certainty":"POSSIBLE",\
        "alternatives":["DELISTED","BANNED","NO_DATA"],"process":"NONE","since":"[..2023-12-29]",\
        "acts":["ACT-0146"]}\
        """;

    static final String FIJI = """
        {"actor":"FJI","subject":"TAL","dimension":"designation","value":null,"certainty":"NO_DATA",\
        "alternatives":[],"process":null,"since":null,"acts":[]}\
        """;

    static final String UNKNOWN_ACTOR = """
        {"type":"/problems/bad-question","title":"The question cannot be answered as it was put","status":400,\
        "detail":"no actor 'RUSS' is registered","errors":[{"parameter":"actor",\
        "detail":"no actor 'RUSS' is registered","nearest":["RUS","RWA"]}]}\
        """;

    @SuppressWarnings("NullAway.Init")
    CannedServer server;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @BeforeEach
    void start() throws IOException {
        server = new CannedServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    final Ran ask(String... args) {
        String[] all = Arrays.copyOf(args, args.length + 2);
        all[args.length] = "--server";
        all[args.length + 1] = server.url();
        return Ran.timeline(all);
    }

    static String answer(String summary, String... rows) {
        return "{%s,\"summary\":\"%s\",\"rows\":[%s],\"complete\":true,\"next\":null}"
                .formatted(AS_OF, summary, String.join(",", rows));
    }

    static String page(String next, String... rows) {
        return "{%s,\"summary\":\"Many.\",\"rows\":[%s],\"complete\":false,\"next\":\"%s\"}"
                .formatted(AS_OF, String.join(",", rows), next);
    }
}
