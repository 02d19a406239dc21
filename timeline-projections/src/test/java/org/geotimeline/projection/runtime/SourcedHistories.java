package org.geotimeline.projection.runtime;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.geotimeline.act.Act;
import org.geotimeline.act.ActJson;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.Saying;
import org.geotimeline.projection.spi.Timeline;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Histories whose acts and reports name sources, some of which were published after what names them was known. */
final class SourcedHistories {

    private static final List<String> SOURCES = List.of("early", "middle", "late", "undated");

    private SourcedHistories() {}

    /** The registrations of the sources, then the acts, a third of which name one or two of them. */
    static List<Act> of(List<Act> acts, Random random) {
        var sourced = new ArrayList<Act>();
        SOURCES.forEach(source -> sourced.add(registration(source, random)));
        acts.forEach(act -> sourced.add(random.nextInt(3) == 0 ? naming(act, random) : act));
        return sourced;
    }

    private static Act registration(String source, Random random) {
        String known =
                source.equals("undated") ? "" : ", \"known\": \"2003-03-%02d\"".formatted(1 + random.nextInt(12));
        return act("""
            {"type": "SourceRegistered", "id": "source:%s", "source": "%s"%s, "names": [{"lang": "en", "text": "A paper"}]}\
            """.formatted(source, source, known));
    }

    private static Act naming(Act act, Random random) {
        ObjectNode body = ActJson.write(act);
        if (act.about() instanceof Circumstances about && about.sources().isEmpty()) {
            body.putArray("sources").add(any(random)).add(any(random));
            body.put("confidence", "A");
        } else if (act.about() instanceof Saying saying && saying.source() == null) {
            body.put("source", any(random));
            body.put("confidence", "B");
        }
        return ActJson.read(body);
    }

    private static String any(Random random) {
        return SOURCES.get(random.nextInt(SOURCES.size()));
    }

    private static Act act(String json) {
        return ActJson.read((ObjectNode) JsonMapper.shared().readTree(json));
    }

    /** The sources that an answer names although they were published later. */
    static List<String> tooEarly(MemoryLedger ledger, Timeline timeline, JsonNode answer, Instant knownAt) {
        return texts(answer)
                .filter(SOURCES::contains)
                .filter(source -> ledger.publication(source)
                        .filter(published -> published.isAfter(knownAt))
                        .isPresent())
                .map(source -> "%s in %s".formatted(source, timeline))
                .toList();
    }

    private static Stream<String> texts(JsonNode json) {
        return json.isValueNode()
                ? Stream.of(json.asString(""))
                : json.valueStream().flatMap(SourcedHistories::texts);
    }
}
