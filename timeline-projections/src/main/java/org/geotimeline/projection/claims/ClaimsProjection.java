package org.geotimeline.projection.claims;

import com.google.auto.service.AutoService;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.Phase;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.Revision;
import org.geotimeline.act.dossier.Dossier;
import org.geotimeline.act.id.ActId;
import org.geotimeline.act.statement.StatementAct.AccusationMade;
import org.geotimeline.act.statement.StatementAct.DenialMade;
import org.geotimeline.act.statement.StatementAct.StatementMade;
import org.geotimeline.projection.fold.Acts;
import org.geotimeline.projection.fold.References;
import org.geotimeline.projection.query.ActRow;
import org.geotimeline.projection.spi.Links;
import org.geotimeline.projection.spi.Projection;
import org.geotimeline.projection.spi.SqlView;
import org.geotimeline.projection.spi.SqlView.Column;
import org.geotimeline.projection.spi.Timeline;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A timeline is one claim, with one cell: the act as it is known, and the acts that deny it. A claim is an accusation, a
 * denial, a statement that says of what kind of claim it is, or any act that is only claimed.
 */
@AutoService(Projection.class)
public final class ClaimsProjection implements Projection {

    public static final String NAME = "claims_v2";
    static final List<String> KEYS = List.of("claim");

    /** The one cell. */
    static final String CLAIM = "claim";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<SqlView> sheets() {
        return List.of(new SqlView(
                "claims",
                "true",
                List.of(
                        Column.text("type"),
                        Column.text("kind"),
                        Column.text("valid"),
                        Column.text("phase"),
                        Column.json("actors"),
                        Column.json("subjects"),
                        Column.json("title"),
                        Column.json("quotes"),
                        Column.json("denials"),
                        Column.text("confidence"))));
    }

    @Override
    public List<String> keys() {
        return KEYS;
    }

    @Override
    public String tables() {
        return References.table(NAME);
    }

    @Override
    public void link(Recorded event, Dossier dossier, Links links) throws SQLException {
        if (dossier.first()
                .filter(f -> f.act().about() instanceof Circumstances)
                .isEmpty()) {
            return;
        }
        var references = new References(NAME, links);
        for (ActId act : references.noted(dossier)) {
            if (links.states(act).stream().anyMatch(ClaimsProjection::isClaim)) {
                for (ActId need : references.needs(act)) {
                    links.add(Timeline.of(act.text()), need);
                }
            }
        }
    }

    private static boolean isClaim(Revision revision) {
        boolean claimed =
                revision.circumstances().filter(c -> c.phase() == Phase.CLAIMED).isPresent();
        return claimed
                || switch (revision.act()) {
                    case AccusationMade accusation -> true;
                    case DenialMade denial -> true;
                    case StatementMade said -> said.kind() != null;
                    default -> false;
                };
    }

    @Override
    public Map<String, NavigableMap<LocalDate, JsonNode>> fold(
            Timeline timeline, List<Revision> visible, Instant knownAt) {
        var acts = new Acts(visible);
        return visible.stream()
                .filter(r -> r.id().text().equals(timeline.value(0)) && r.stands() && isClaim(r))
                .findFirst()
                .<Map<String, NavigableMap<LocalDate, JsonNode>>>map(claim ->
                        Map.of(CLAIM, new TreeMap<>(Map.of(LocalDate.MIN, row(claim, acts)))))
                .orElse(Map.of());
    }

    private static ObjectNode row(Revision claim, Acts acts) {
        List<Revision> denials = List.copyOf(acts.denials(claim.id()));
        return new ClaimRow(
                        ActRow.of(claim),
                        denials.stream().map(ClaimsProjection::denial).toList(),
                        Stream.concat(Stream.of(claim), denials.stream())
                                .map(act -> act.id().text())
                                .toList())
                .json();
    }

    private static ClaimRow.Denial denial(Revision denial) {
        return new ClaimRow.Denial(
                denial.id().text(),
                denial.known().toString(),
                denial.body().path("valid").asString(),
                denial.body().path("actors"));
    }
}
