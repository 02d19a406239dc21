package org.geotimeline.act.dossier;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.geotimeline.act.ActJson;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.Revision;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * When the sources that the entries of a dossier name were published, of those only that were published after an entry that
 * names them was known. Until then a revision does not show such a source, nor a grade of confidence that rests on it.
 *
 * @param bySource the known time of each such source
 */
public record Publications(Map<String, Instant> bySource) {

    public static final Publications NONE = new Publications(Map.of());

    private static final String SOURCES = "sources";
    private static final String SOURCE = "source";
    private static final String CONFIDENCE = "confidence";
    private static final String SEATS = "seats";

    public Publications {
        bySource = Map.copyOf(bySource);
    }

    /** @param publication the known time of a source; empty if it has no date of publication */
    public static Publications of(Iterable<Recorded> entries, Function<String, Optional<Instant>> publication) {
        Map<String, Instant> later = null;
        for (Recorded entry : entries) {
            for (String source : named(entry.body())) {
                Optional<Instant> published = publication.apply(source).filter(at -> at.isAfter(entry.known()));
                if (published.isPresent()) {
                    later = later == null ? new HashMap<>() : later;
                    later.put(source, published.get());
                }
            }
        }
        return later == null ? NONE : new Publications(later);
    }

    boolean isEmpty() {
        return bySource.isEmpty();
    }

    /** The times after its own known time at which an entry shows more. */
    public NavigableSet<Instant> after(Recorded entry) {
        var times = new TreeSet<Instant>();
        if (!isEmpty()) {
            named(entry.body()).stream()
                    .map(bySource::get)
                    .filter(at -> at != null && at.isAfter(entry.known()))
                    .forEach(times::add);
        }
        return times;
    }

    /** Every source that a body names: its own, those of its seats, of a correction and of the parts of a split. */
    private static Set<String> named(JsonNode body) {
        var named = new HashSet<String>();
        add(body, named);
        add(body.path("changes"), named);
        body.path("into").forEach(part -> add(part, named));
        return named;
    }

    private static void add(JsonNode body, Set<String> named) {
        body.path(SOURCES).forEach(source -> named.add(source.asString("")));
        body.path(SOURCE).asStringOpt().ifPresent(named::add);
        body.path(SEATS).forEach(seat -> seat.path(SOURCES).forEach(source -> named.add(source.asString(""))));
    }

    private boolean isLater(String source, Instant knownAt) {
        Instant published = bySource.get(source);
        return published != null && published.isAfter(knownAt);
    }

    /** The revision without the sources that were not published by then. */
    Revision asOf(Revision revision, Instant knownAt) {
        if (isEmpty() || bySource.values().stream().noneMatch(at -> at.isAfter(knownAt))) {
            return revision;
        }
        List<Recorded> sayings = revision.sayings().stream()
                .map(saying -> shown(saying, knownAt))
                .toList();
        ObjectNode body = shown(revision.body(), knownAt, best(sayings));
        return new Revision(
                body.equals(revision.body()) ? revision.act() : ActJson.read(body),
                body,
                revision.recorded(),
                revision.known(),
                revision.standing(),
                revision.mergedInto(),
                revision.marks(),
                sayings);
    }

    /** The entry without the sources that were not published by then. */
    Recorded shown(Recorded entry, Instant knownAt) {
        if (isEmpty()) {
            return entry;
        }
        ObjectNode body = shown(entry.body(), knownAt, null);
        return body.equals(entry.body())
                ? entry
                : new Recorded(
                        entry.position(), entry.recordedAt(), entry.type(), ActJson.read(body), body, entry.origin());
    }

    /** The best grade that the reports bear; null if none bears one. */
    private static @Nullable String best(List<Recorded> sayings) {
        return sayings.stream()
                .flatMap(saying -> saying.body().path(CONFIDENCE).asStringOpt().stream())
                .min(String::compareTo)
                .orElse(null);
    }

    /** @param otherwise the grade of confidence if no source of the body is shown; null for none */
    private ObjectNode shown(ObjectNode body, Instant knownAt, @Nullable String otherwise) {
        ObjectNode shown = body.deepCopy();
        hide(shown, knownAt, otherwise);
        shown.path(SEATS).forEach(seat -> hide((ObjectNode) seat, knownAt, null));
        if (shown.get("changes") instanceof ObjectNode changes) {
            hide(changes, knownAt, null);
            changes.path(SEATS).forEach(seat -> hide((ObjectNode) seat, knownAt, null));
        }
        shown.path("into").forEach(part -> hide((ObjectNode) part, knownAt, null));
        return shown;
    }

    private void hide(ObjectNode body, Instant knownAt, @Nullable String otherwise) {
        boolean hidden = false;
        if (body.get(SOURCES) instanceof ArrayNode sources) {
            var left = new ArrayList<JsonNode>();
            sources.forEach(source -> {
                if (!isLater(source.asString(""), knownAt)) {
                    left.add(source);
                }
            });
            hidden = left.isEmpty() && !sources.isEmpty();
            if (left.size() < sources.size()) {
                sources.removeAll();
                sources.addAll(left);
            }
        }
        if (isLater(body.path(SOURCE).asString(""), knownAt)) {
            body.remove(SOURCE);
            hidden = true;
        }
        if (hidden && body.has(CONFIDENCE)) {
            body.remove(CONFIDENCE);
            if (otherwise != null) {
                body.put(CONFIDENCE, otherwise);
            }
        }
    }
}
