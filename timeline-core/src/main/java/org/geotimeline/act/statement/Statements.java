package org.geotimeline.act.statement;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.geotimeline.act.Decision;
import org.geotimeline.act.EventQuery;
import org.geotimeline.act.Family;
import org.geotimeline.act.Link;
import org.geotimeline.act.OnFile;
import org.geotimeline.act.id.ActId;
import org.geotimeline.act.statement.StatementAct.DenialMade;

/** The rules of statements: a denial names the act that it denies, and that act is on file. */
@AutoService(Family.class)
@SuppressWarnings("rawtypes") // the service loader knows no type arguments
public final class Statements implements Family<StatementAct> {

    @Override
    public Set<EventQuery> reads(StatementAct reported) {
        return reported instanceof DenialMade denial
                ? denied(denial)
                        .map(act -> new EventQuery("act:" + act, Set.of()))
                        .collect(Collectors.toSet())
                : Set.of();
    }

    @Override
    public Decision decide(StatementAct reported, List<OnFile> onFile) {
        if (!(reported instanceof DenialMade denial)) {
            return Decision.recorded(reported);
        }
        if (denied(denial).findAny().isEmpty()) {
            return Decision.refused(
                    "/links", "a denial names what it denies, as in {\"relation\": \"denies\", \"act\": \"ACT-0217\"}");
        }
        Optional<ActId> missing =
                denied(denial).filter(act -> !isOnFile(act, onFile)).findFirst();
        return missing.isEmpty()
                ? Decision.recorded(denial)
                : Decision.refused("/links", "what is denied, '%s', is not on file", missing.get());
    }

    private static Stream<ActId> denied(DenialMade denial) {
        return denial.about().links().stream()
                .filter(l -> l.relation() == Link.Relation.DENIES)
                .map(Link::act);
    }

    private static boolean isOnFile(ActId act, List<OnFile> onFile) {
        return onFile.stream().anyMatch(other -> other.id().equals(act));
    }
}
