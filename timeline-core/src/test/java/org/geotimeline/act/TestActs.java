package org.geotimeline.act;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Acts for tests, written as bodies are. */
public final class TestActs {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    private TestActs() {}

    /** The act of a body that is written with single quotes. */
    public static Act act(String body, Object... parts) {
        return ActJson.read(JSON.readTree(body.formatted(parts).replace('\'', '"')));
    }

    public static Act imposed(String id) {
        return act("""
                {'type': 'ListingImposed', 'id': '%s', 'phase': 'effective', 'valid': '2005-03-15', 'actors': [{'id': 'KAZ'}],
                 'subjects': [{'id': 'TAL'}], 'list': 'kaz-national', 'status': 'BANNED'}""", id);
    }

    public static Act lifted(String id, String more) {
        return act("""
                {'type': 'ListingLifted', 'id': '%s', 'phase': 'claimed', 'valid': '2023-12-29', 'actors': [{'id': 'KAZ'}],
                 'subjects': [{'id': 'TAL'}], 'list': 'kaz-national'%s}""", id, more);
    }

    public static Act said(String type, String id, String act, String more) {
        return act("{'type': '%s', 'id': '%s', 'act': '%s'%s}", type, id, act, more);
    }

    /** What was recorded first to last, a second apart; known when recorded where the act does not say. */
    public static List<Recorded> recorded(Act... acts) {
        var recorded = new ArrayList<Recorded>();
        for (int i = 0; i < acts.length; i++) {
            recorded.add(recorded(i + 1, acts[i]));
        }
        return recorded;
    }

    public static Recorded recorded(long position, Act act) {
        ObjectNode body = ActJson.write(act);
        return new Recorded(
                position,
                FIRST.plus(position, ChronoUnit.SECONDS),
                ActTypes.all().of(act),
                act,
                body);
    }
}
