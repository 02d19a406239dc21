package org.geotimeline.projection.runtime.versions;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.geotimeline.act.id.ActId;
import org.geotimeline.projection.query.StepTable;
import org.geotimeline.projection.spi.Timeline;
import org.geotimeline.time.AsOf;

/** The steps of the version that is active when a question comes. */
public record ActiveSteps(Supplier<StepTable> served) implements StepTable {

    @Override
    public String name() {
        return served.get().name();
    }

    @Override
    public Optional<Step> at(Timeline timeline, String cell, AsOf asOf) {
        return served.get().at(timeline, cell, asOf);
    }

    @Override
    public List<Step> slice(Map<String, String> keys, Cells cells, AsOf asOf) {
        return served.get().slice(keys, cells, asOf);
    }

    @Override
    public List<Interval> over(Map<String, String> keys, Cells cells, Instant knownAt, long position) {
        return served.get().over(keys, cells, knownAt, position);
    }

    @Override
    public List<Interval> intervals(Timeline timeline, String cell, Instant knownAt, long position) {
        return served.get().intervals(timeline, cell, knownAt, position);
    }

    @Override
    public List<Learned> learned(Map<String, String> keys, Cells cells, LocalDate validAt, long position) {
        return served.get().learned(keys, cells, validAt, position);
    }

    @Override
    public Set<ActId> acts(Timeline timeline, long position) {
        return served.get().acts(timeline, position);
    }

    @Override
    public Optional<Set<String>> words(String field) {
        return served.get().words(field);
    }
}
