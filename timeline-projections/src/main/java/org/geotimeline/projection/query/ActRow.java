package org.geotimeline.projection.query;

import org.geotimeline.act.Circumstances;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.Revision;
import org.geotimeline.act.Saying;
import org.geotimeline.act.knowledge.KnowledgeAct;
import org.geotimeline.act.registry.RegistryAct.RelationRecorded;
import org.geotimeline.time.Edtf;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An act as a row: its body as known then, where it stands in the ledger, the days that it may touch, and its reports. */
public final class ActRow {

    private ActRow() {}

    public static ObjectNode of(Revision revision) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put("id", revision.id().text());
        row.put("family", revision.type().family());
        revision.body().properties().forEach(field -> row.set(field.getKey(), field.getValue()));
        row.put("knownAt", revision.known().toString());
        row.put("position", revision.position());
        row.put("recordedAt", revision.recorded().recordedAt().toString());
        row.put("standing", revision.standing().name().toLowerCase(java.util.Locale.ROOT));
        revision.mergedInto().ifPresent(kept -> row.put("mergedInto", kept.text()));
        row.put("revision", 1 + revision.sayings().size());
        var marks = row.putArray("marks");
        revision.marks().forEach(marks::add);
        bounds(row, revision);
        var reports = row.putArray("reports");
        revision.sayings().forEach(said -> reports.add(report(said)));
        if (!row.has("links")) {
            row.putArray("links");
        }
        return row;
    }

    /** The first and the last day that the act may touch; a bound that is open is left out. */
    private static void bounds(ObjectNode row, Revision revision) {
        Edtf valid = valid(revision);
        if (valid != null) {
            row.put("precision", precision(valid.toString()));
        }
        if (valid != null && !valid.lower().equals(Edtf.EVER_BEFORE)) {
            row.put("lower", valid.lower().toString());
        }
        if (valid != null && !valid.upper().equals(Edtf.EVER_AFTER)) {
            row.put("upper", valid.upper().toString());
        }
    }

    /** How exactly the date is told: {@code instant, day, month, year, decade, interval, one-of}, with ~ where about. */
    private static String precision(String written) {
        String about = written.indexOf('~') >= 0 || written.indexOf('?') >= 0 ? "~" : "";
        if (written.startsWith("[")) {
            return "one-of" + about;
        }
        if (written.indexOf('/') >= 0) {
            return "interval" + about;
        }
        String plain = written.replace("~", "").replace("?", "");
        if (plain.indexOf('T') >= 0) {
            return "instant" + about;
        }
        if (plain.matches("\\d{3}X")) {
            return "decade" + about;
        }
        return (plain.length() == 10 && !plain.contains("X")
                        ? "day"
                        : plain.matches("\\d{4}-\\d\\d") ? "month" : "year")
                + about;
    }

    private static @Nullable Edtf valid(Revision revision) {
        if (revision.act().about() instanceof Circumstances about) {
            return about.valid();
        }
        return revision.act() instanceof RelationRecorded relation ? relation.valid() : null;
    }

    /** What the row of an act says of one of its sayings alone. */
    public static ObjectNode reported(Recorded said) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.putArray("reports").add(report(said));
        return row;
    }

    private static ObjectNode report(Recorded said) {
        Saying about = ((KnowledgeAct) said.act()).about();
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("id", said.id().text());
        said.body().properties().forEach(field -> report.set(field.getKey(), field.getValue()));
        report.remove("saysValid");
        if (about.saysValid() != null) {
            report.put("valid", about.saysValid().toString());
        }
        report.put("knownAt", said.known().toString());
        report.put("position", said.position());
        report.put("recordedAt", said.recordedAt().toString());
        return report;
    }
}
