package org.geotimeline.projection.recognitions;

import com.google.auto.service.AutoService;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import org.geotimeline.act.Phase;
import org.geotimeline.act.Revision;
import org.geotimeline.act.recognition.RecognitionAct;
import org.geotimeline.act.recognition.RecognitionAct.NonRecognitionStated;
import org.geotimeline.act.recognition.RecognitionAct.Recognised;
import org.geotimeline.act.recognition.RecognitionAct.RecognitionWithdrawn;
import org.geotimeline.projection.fold.CellHistory;
import org.geotimeline.projection.fold.CellHistory.AspectValue;
import org.geotimeline.projection.fold.CellHistoryProjection;
import org.geotimeline.projection.spi.Projection;
import org.geotimeline.projection.spi.RowColumns;
import org.geotimeline.projection.spi.SqlView;
import org.geotimeline.projection.spi.Timeline;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A timeline is an actor and whom it recognises or not. A withdrawal that the one who withdraws denies leaves open what
 * stands.
 */
@AutoService(Projection.class)
public final class RecognitionsProjection extends CellHistoryProjection {

    public static final String NAME = "recognitions_v2";
    static final List<String> KEYS = List.of("actor", "subject");

    /** The one cell. */
    static final String RECOGNITION = "recognition";

    private static final String VALUE = "value";
    private static final String SCOPE = "scope";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<SqlView> sheets() {
        return List.of(new SqlView("recognised", "true", RowColumns.of(RecognitionRow.SHAPE)));
    }

    @Override
    public List<String> keys() {
        return KEYS;
    }

    @Override
    protected Map<String, List<String>> words() {
        return Map.of(VALUE, List.of("EXPLICIT_REFUSAL", "WITHDRAWN", "DE_JURE"));
    }

    @Override
    protected Set<Timeline> timelines(Revision act) {
        if (!(act.act() instanceof RecognitionAct)) {
            return Set.of();
        }
        return dyads(act);
    }

    @Override
    protected Map<String, NavigableMap<LocalDate, JsonNode>> tell(Timeline timeline, CellHistory story) {
        String actor = timeline.value(0);
        for (Revision act : story.standing()) {
            boolean effective = act.circumstances().orElseThrow().phase() == Phase.EFFECTIVE;
            if (effective && timelines(act).contains(timeline)) {
                switch (act.act()) {
                    case Recognised recognised -> set(story, act, "DE_JURE", recognised.scope(), actor);
                    case RecognitionWithdrawn withdrawn -> set(story, act, "WITHDRAWN", withdrawn.scope(), actor);
                    case NonRecognitionStated refused -> set(story, act, "EXPLICIT_REFUSAL", refused.scope(), actor);
                    default -> {} // relations and credentials are told elsewhere
                }
            }
        }
        return story.answers(RecognitionRow.SHAPE, (cell, aspects) -> row(timeline, aspects));
    }

    private static void set(CellHistory story, Revision act, String value, @Nullable String scope, String deniedBy) {
        story.set(RECOGNITION, VALUE, act, value, deniedBy);
        story.set(RECOGNITION, SCOPE, act, scope == null ? "not stated" : scope, deniedBy);
    }

    private static @Nullable RecognitionRow row(Timeline timeline, CellHistory.Aspects aspects) {
        AspectValue value = aspects.of(VALUE);
        if (value.values().isEmpty()) {
            return null;
        }
        AspectValue scope = aspects.of(SCOPE);
        return new RecognitionRow(
                timeline.value(0),
                timeline.value(1),
                value.value(),
                scope.value(),
                scope.alternatives(),
                value.grounds());
    }
}
