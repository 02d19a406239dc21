package org.geotimeline.projection.fold;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.geotimeline.act.Act;
import org.geotimeline.act.ActJson;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Random histories of a few acts between a few actors: uncertain days, denials, what ends and what held in any order, and
 * everything that can be said about acts.
 */
public final class ActHistories {

    private static final List<String> VALID = List.of(
            "2003-02-%02d",
            "2003-02-%02d",
            "2003-02-%02d",
            "2003-02-%02dT09:00Z",
            "2003-02-%02dT12:00+06:00",
            "2003-02-%02d~",
            "[2003-02-%02d..2003-02-10]",
            "[..2003-02-%02d]",
            "[2003-02-%02d..]",
            "2003-02-%02d/..");

    private final Random random;
    private final Cast cast;
    private final List<Act> acts = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private int sayings;

    /** The types of acts and between whom, and the fields that a type has of its own. */
    public record Cast(List<String> actors, List<String> subjects, List<String> types, Fields fields) {}

    /** Puts in what an act of that type has beside its circumstances. */
    public interface Fields {
        void put(ObjectNode act, String type, String actor, String subject, Random random);
    }

    public ActHistories(Random random, Cast cast) {
        this.random = random;
        this.cast = cast;
    }

    public static List<Act> random(Random random, int length, Cast cast) {
        var history = new ActHistories(random, cast);
        for (int i = 0; i < length; i++) {
            history.next();
        }
        return history.acts();
    }

    public List<Act> acts() {
        return acts;
    }

    /** Of this, too, something may be said. */
    public void sayOf(String id) {
        ids.add(id);
    }

    public String held() {
        int from = 1 + random.nextInt(8);
        return random.nextBoolean()
                ? "2003-02-%02d/..".formatted(from)
                : "2003-02-%02d/2003-02-%02d".formatted(from, from + random.nextInt(5));
    }

    public void next() {
        int dice = random.nextInt(20);
        if (ids.isEmpty() || dice < 13) {
            record();
        } else if (dice == 13) {
            merge();
        } else {
            say();
        }
    }

    private void record() {
        String id = "A" + (ids.size() + 1);
        String type = any(cast.types());
        ObjectNode act = start(type, id);
        act.put("phase", phase(type));
        act.put("valid", valid());
        String actor = any(cast.actors());
        String subject = any(cast.subjects());
        act.putArray("actors").addObject().put("id", actor);
        act.putArray("subjects").addObject().put("id", subject);
        cast.fields().put(act, type, actor, subject, random);
        if (random.nextInt(3) == 0) {
            act.put("instrument", any(List.of("court", "spokesman")));
        }
        if (random.nextInt(3) == 0) {
            act.put("ends", other(id));
        }
        if (type.equals("StatementMade") || type.equals("DenialMade")) {
            ObjectNode link = act.putArray("links").addObject();
            link.put("relation", type.equals("DenialMade") ? "denies" : "holds").put("act", other(id));
            if (type.equals("StatementMade")) {
                act.put("holdsOn", "2003-02-%02d".formatted(1 + random.nextInt(9)));
            }
        } else if (random.nextInt(4) == 0) {
            act.putArray("links")
                    .addObject()
                    .put("relation", any(List.of("implements", "reverses", "follows", "supersedes", "concerns")))
                    .put("act", other(id));
        }
        ids.add(id);
        add(act);
    }

    /** One that is on file, or may come. */
    private String other(String than) {
        String other = "A" + (1 + random.nextInt(ids.size() + 2));
        return other.equals(than) ? "A0" : other;
    }

    private String phase(String type) {
        if (type.equals("DelistingAnnounced") || random.nextInt(8) == 0) {
            return "announced";
        }
        return random.nextInt(6) == 0 ? "claimed" : "effective";
    }

    private void merge() {
        String kept = any(ids);
        String merged = any(ids);
        if (!kept.equals(merged) && kept.startsWith("A") && merged.startsWith("A") && kept.compareTo(merged) < 0) {
            add(start("ActsMerged", "S" + ++sayings).put("act", kept).put("merged", merged));
        }
    }

    private void say() {
        String about = any(ids);
        String type = any(List.of("ActCorrected", "ActCorrected", "ActCorrected", "ActRetracted", "ActConfirmed"));
        ObjectNode said = start(type, "S" + ++sayings).put("act", about);
        if (type.equals("ActCorrected")) {
            ObjectNode changes = said.putObject("changes");
            int what = about.startsWith("REL") ? 9 : random.nextInt(4);
            switch (what) {
                case 0 -> changes.putArray("subjects").addObject().put("id", any(cast.subjects()));
                case 1 -> changes.put("ends", other(about));
                case 9 -> changes.put("valid", held());
                default -> changes.put("valid", valid());
            }
        }
        add(said);
    }

    public ObjectNode start(String type, String id) {
        ObjectNode body =
                JsonNodeFactory.instance.objectNode().put("type", type).put("id", id);
        if (random.nextInt(4) > 0) {
            body.put("known", "2003-03-%02d".formatted(1 + random.nextInt(9)));
        }
        return body;
    }

    private String valid() {
        return any(VALID).formatted(1 + random.nextInt(9));
    }

    public <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    public void add(ObjectNode body) {
        try {
            acts.add(ActJson.read(body));
        } catch (IllegalArgumentException e) {
            throw new AssertionError(body.toString(), e);
        }
    }
}
