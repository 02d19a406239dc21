package org.geotimeline.act.registry;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.geotimeline.act.ActTypes;
import org.geotimeline.act.Decision;
import org.geotimeline.act.EventQuery;
import org.geotimeline.act.Family;
import org.geotimeline.act.OnFile;
import org.geotimeline.act.registry.RegistryAct.RulebookPublished;
import org.geotimeline.json.FaultyBody;
import org.geotimeline.rulebook.RulebookReader;

/** The rules of registrations: each name is registered once, and is changed by correcting its registration. */
@AutoService(Family.class)
@SuppressWarnings("rawtypes") // the service loader knows no type arguments
public final class Registry implements Family<RegistryAct> {

    @Override
    public Set<EventQuery> reads(RegistryAct reported) {
        return Set.of(new EventQuery(
                reported.registers(), Set.of(ActTypes.all().of(reported).qualifiedName())));
    }

    @Override
    public Decision decide(RegistryAct reported, List<OnFile> onFile) {
        if (reported instanceof RulebookPublished published) {
            try {
                RulebookReader.read(published.rulebook());
            } catch (FaultyBody unclear) {
                return new Decision.Refused(
                        unclear.faults().stream().map(f -> f.under("/rulebook")).toList());
            }
        }
        Optional<OnFile> other = onFile.stream()
                .filter(OnFile::stands)
                .filter(r -> r.act() instanceof RegistryAct act
                        && act.registers().equals(reported.registers())
                        && !act.id().equals(reported.id()))
                .findFirst();
        return other.isEmpty()
                ? Decision.recorded(reported)
                : Decision.refused(
                        "",
                        "%s is registered by '%s'; correct that act instead",
                        reported.registers().replaceFirst(":", " "),
                        other.get().id());
    }
}
