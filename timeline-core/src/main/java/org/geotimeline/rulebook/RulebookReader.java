package org.geotimeline.rulebook;

import java.time.DateTimeException;
import java.time.Period;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.geotimeline.act.Instrument;
import org.geotimeline.act.Phase;
import org.geotimeline.json.Faults;
import org.geotimeline.json.FaultyBody;
import org.geotimeline.json.RecordReader;
import org.geotimeline.json.ValueReader;
import org.geotimeline.rulebook.Rule.Doing;
import org.geotimeline.rulebook.RulebookDocument.FromField;
import org.geotimeline.rulebook.RulebookDocument.PrecedenceEntry;
import org.geotimeline.rulebook.RulebookDocument.ProfileEntry;
import org.geotimeline.rulebook.RulebookDocument.Rank;
import org.geotimeline.rulebook.RulebookDocument.RowEntry;
import org.geotimeline.rulebook.RulebookDocument.Value;
import org.geotimeline.rulebook.RulebookDocument.Wanted;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a rulebook and gathers every fault before it refuses: first those of the document's shape, and if it has none, those
 * of what it says.
 */
public final class RulebookReader {

    private static final Map<Class<?>, ValueReader> READERS = Map.of(
            Period.class, RulebookReader::period,
            Value.class, RulebookReader::value,
            Wanted.class, RulebookReader::wanted,
            Rank.class, RulebookReader::rank);

    private final RulebookDocument document;
    private final Faults faults = new Faults();

    private RulebookReader(RulebookDocument document) {
        this.document = document;
    }

    /** @throws FaultyBody with the faults of the document, each with a pointer into it */
    public static Rulebook read(ObjectNode document) {
        var reader = new RecordReader(READERS);
        Object written = reader.record(document, RulebookDocument.class, "");
        reader.faults().throwIfAny();
        return new RulebookReader(
                        (RulebookDocument) Optional.ofNullable(written).orElseThrow())
                .rulebook(document);
    }

    private Rulebook rulebook(ObjectNode written) {
        var dimensions = new DimensionReader(faults, document.dimensions());
        Precedence precedence = precedence(document.precedence());
        List<Rule> rules = new RuleReader(faults, dimensions, precedence).read(document.rules());
        var conditions = new DerivedReader(faults, dimensions);
        List<Derived> derived = conditions.read(document.derived());
        document.views().forEach((name, view) -> checkView(dimensions, view, "/views/" + name));
        Rulebook.Profile profile = profile(document.profile(), conditions);
        faults.throwIfAny();
        return new Rulebook(
                document.id(),
                document.version().text(),
                document.subject(),
                dimensions.all(),
                rules,
                derived,
                precedence,
                document.views(),
                profile,
                written);
    }

    private static void checkView(DimensionReader dimensions, Rulebook.View view, String at) {
        Dimension dimension = dimensions.known(view.dimension(), at + "/dimension");
        if (dimension != null) {
            view.values().forEach(value -> dimensions.requireValue(dimension, value, at + "/values"));
        }
    }

    private static Rulebook.Profile profile(ProfileEntry from, DerivedReader conditions) {
        var rows = new ArrayList<Rulebook.Profile.Row>();
        for (int i = 0; i < from.rows().size(); i++) {
            RowEntry row = from.rows().get(i);
            conditions.checkProfile(row.conditions(), "/profile/rows/" + i + "/if");
            rows.add(new Rulebook.Profile.Row(row.profile(), row.conditions()));
        }
        return new Rulebook.Profile(from.byDefault(), rows);
    }

    // ---------------------------------------------------------------------------------------------- precedence

    private Precedence precedence(PrecedenceEntry from) {
        List<List<String>> instruments = from.instruments().stream()
                .map(group -> group.stream().map(Rank::instrument).toList())
                .toList();
        return new Precedence(
                instruments,
                phases(from.phases().movesStatus(), "/precedence/phases/movesStatus"),
                phases(from.phases().movesFlag(), "/precedence/phases/movesFlag"),
                renews(Optional.ofNullable(from.sameValue()).orElse(Map.of())));
    }

    private Set<Phase> phases(List<Phase> phases, String at) {
        if (phases.isEmpty()) {
            faults.add(at, "at least one phase is required");
        }
        return Set.copyOf(phases);
    }

    private Map<Doing, Boolean> renews(Map<String, String> sameValue) {
        Map<String, Doing> doings = RuleReader.doings();
        var renews = new EnumMap<Doing, Boolean>(Doing.class);
        sameValue.forEach((name, what) -> {
            Doing doing = doings.get(name);
            if (doing == null || !(what.equals("keeps") || what.equals("renews"))) {
                faults.add("/precedence/sameValue/" + name, "expected \"set\": \"keeps\" or \"set\": \"renews\"");
            } else {
                renews.put(doing, what.equals("renews"));
            }
        });
        return renews;
    }

    // ------------------------------------------------------------------------------------- values of the document

    private static @Nullable Object period(JsonNode node, String at, RecordReader reader) {
        String text = reader.text(node, at);
        return text == null ? null : reader.faults().attempt(at, () -> period(text));
    }

    private static Period period(String text) {
        Period period;
        try {
            period = Period.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'%s' is not a period; expected P12M".formatted(text), e);
        }
        if (period.isZero() || period.isNegative()) {
            throw new IllegalArgumentException("'%s' takes no time; expected P12M".formatted(text));
        }
        return period;
    }

    private static @Nullable Object value(JsonNode node, String at, RecordReader reader) {
        if (node instanceof ObjectNode object) {
            return reader.record(object, FromField.class, at) instanceof FromField from
                    ? new Value(null, from.fromField())
                    : null;
        }
        if (!node.isString()) {
            return reader.other(at, "a value, or {\"fromField\": \"level\"},", node);
        }
        String text = reader.text(node, at);
        return text == null ? null : new Value(text, null);
    }

    private static @Nullable Object wanted(JsonNode node, String at, RecordReader reader) {
        if (node.isArray() && !node.isEmpty()) {
            List<String> values = new ArrayList<>();
            for (int i = 0; i < node.size(); i++) {
                String value = reader.text(node.get(i), at + "/" + i);
                if (value != null) {
                    values.add(value);
                }
            }
            return new Wanted(values);
        }
        return node.asString("").equals("present")
                ? new Wanted(List.of())
                : reader.other(at, "a list of at least one value, or \"present\",", node);
    }

    private static @Nullable Object rank(JsonNode node, String at, RecordReader reader) {
        if (node.isString() && node.stringValue().isEmpty()) {
            return new Rank("");
        }
        Object instrument = reader.value(node, Instrument.class, at);
        return instrument == null ? null : new Rank(instrument.toString());
    }
}
