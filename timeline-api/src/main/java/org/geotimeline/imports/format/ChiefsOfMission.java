package org.geotimeline.imports.format;

import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.geotimeline.time.Edtf;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * The chiefs of mission of the United States since 1778, as the Office of the Historian keeps them: one appointment a row.
 */
@Component
final class ChiefsOfMission implements RecordFormat {

    private static final String NAME = "us-chiefs-of-mission";
    private static final String SENDER = "USA";

    /** The day of the first records of the file, since which its names have been public. */
    private static final String PUBLIC_SINCE = "2010-05-20";

    private static final Set<String> COLUMNS = Set.of(
            "territory",
            "id",
            "person",
            "role",
            "appointed",
            "appointed_note",
            "arrived",
            "arrived_note",
            "credentials_presented",
            "credentials_note",
            "ended",
            "ended_note",
            "note",
            "created",
            "last_modified");

    /** The registered names of territories that the file names differently. */
    private static final Map<String, String> REGISTERED_NAMES = Map.of(
            "antigua-barbuda", "antigua-and-barbuda",
            "bosnia-herzegovina", "bosnia-and-herzegovina",
            "congo-democratic-republic", "democratic-republic-of-the-congo",
            "congo-republic", "republic-of-the-congo",
            "korea", "republic-of-korea",
            "saint-kitts-nevis", "saint-kitts-and-nevis",
            "saint-vincent-grenadines", "saint-vincent-and-the-grenadines");

    /** Notes about persons that never arrived. */
    private static final Pattern NEVER_WENT = Pattern.compile(
            "declined|did not (serve|proceed|take)|not (to have served|commissioned)|before (proceeding|going) to post"
                    + "|nomination|cancell?ed|en route",
            Pattern.CASE_INSENSITIVE);

    /** Notes that make a date approximate. */
    private static final Pattern NEAR = Pattern.compile(
            "\\b(about|soon (before|after)|shortly (before|after)|on or (before|after)|between .* and)\\b",
            Pattern.CASE_INSENSITIVE);

    /** The stages of an appointment, in their order. */
    private enum Stage {
        NOMINATED("EnvoyNominated", "appointed", "appointed_note"),
        ARRIVED("EnvoyArrived", "arrived", "arrived_note"),
        CREDENTIALS("CredentialsPresented", "credentials_presented", "credentials_note"),
        DEPARTED("EnvoyDeparted", "ended", "ended_note");

        private final String act;
        private final String column;
        private final String note;

        Stage(String act, String column, String note) {
            this.act = act;
            this.column = column;
            this.note = note;
        }

        String id(Row row) {
            return "pocom:%s:%s:%s"
                    .formatted(row.one("id"), initials(row.one("role")), name().toLowerCase(java.util.Locale.ROOT));
        }

        /** Two rows share an id if a person rose in rank, so that the role is part of the id of the act. */
        private static String initials(String role) {
            return Stream.of(role.split("-"))
                    .filter(word -> !word.isEmpty())
                    .map(word -> word.substring(0, 1))
                    .collect(Collectors.joining());
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ObjectNode dataset() {
        return ActBodies.dataset(
                NAME,
                "Principal officers and chiefs of mission of the United States",
                coder(),
                "CC0-1.0",
                "Office of the Historian, US Department of State (public domain)");
    }

    @Override
    public Set<String> presumes() {
        return Set.of("actor:" + SENDER);
    }

    @Override
    public Rows open(InputStream body) throws IOException {
        return new CsvRows(body, COLUMNS);
    }

    @Override
    public String key(Row row) {
        return row.one("id");
    }

    @Override
    public List<Draft> acts(Row row, StateNames names) throws Unreadable {
        for (String column : List.of("territory", "id", "person", "role")) {
            row.required(column);
        }
        List<Stage> stages = stages(row);
        if (stages.isEmpty()) {
            throw new Unreadable(
                    Stage.NOMINATED.column, "the row has no date at all, so that nothing is known to have happened");
        }
        var drafts = new ArrayList<Draft>();
        String receiver = names.state(row.one("territory"))
                .or(() -> names.state(REGISTERED_NAMES.getOrDefault(row.one("territory"), "")))
                .orElse("");
        if (receiver.isEmpty()) {
            receiver = "pocom." + row.one("territory");
            drafts.add(new Draft("territory", state(receiver, row.one("territory"))));
        }
        for (Stage stage : stages) {
            drafts.add(new Draft(stage.column, act(stage, row, receiver, stages)));
        }
        return drafts;
    }

    /** The stages with a date. A person that never presented credentials and never went, by the note, did not arrive. */
    private static List<Stage> stages(Row row) {
        boolean neverWent = row.one(Stage.CREDENTIALS.column).isEmpty()
                && NEVER_WENT.matcher(row.one("note")).find();
        return Stream.of(Stage.values())
                .filter(stage -> !row.one(stage.column).isEmpty())
                .filter(stage -> stage != Stage.ARRIVED || !neverWent)
                .toList();
    }

    private static ObjectNode state(String actor, String territory) {
        ObjectNode body = ActBodies.act("ActorRegistered", "actor:" + actor)
                .put("actor", actor)
                .put("kind", "state")
                .put("known", PUBLIC_SINCE);
        String name = Stream.of(territory.split("-"))
                .filter(word -> !word.isEmpty())
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining(" "));
        ActBodies.name(body, "en", name, "short");
        body.putObject("codes").put("pocom", territory);
        return body.put("dataset", NAME);
    }

    private static ObjectNode act(Stage stage, Row row, String receiver, List<Stage> stages) throws Unreadable {
        String date = row.one(stage.column);
        boolean near = NEAR.matcher(row.one(stage.note)).find();
        ObjectNode body = ActBodies.act(stage.act, stage.id(row))
                .put("phase", "effective")
                .put("valid", near ? date + "~" : date)
                .put("known", known(row, stage).toString());
        ActBodies.party(body, "actors", SENDER);
        ActBodies.party(body, "subjects", receiver);
        body.put("sender", SENDER)
                .put("receiver", receiver)
                .put("person", row.one("person"))
                .put("kind", row.one("role"));
        String how = Stream.of(row.one(stage.note), row.one("note"))
                .filter(note -> !note.isEmpty())
                .collect(Collectors.joining("; "));
        if (!how.isEmpty()) {
            body.put("how", how);
        }
        if (stage == Stage.DEPARTED && stages.size() > 1) {
            body.put("ends", ended(stages).id(row));
        }
        return body.put("confidence", "B").put("coder", "machine:" + NAME).put("dataset", NAME);
    }

    /** The stage that a departure ends, and may not precede: the credentials, else the last stage before. */
    private static Stage ended(List<Stage> stages) {
        return stages.contains(Stage.CREDENTIALS) ? Stage.CREDENTIALS : stages.get(stages.size() - 2);
    }

    /**
     * The day on which the row was made. An act after that day was known when the row was last changed, or on its own day if
     * that is later.
     */
    private static LocalDate known(Row row, Stage stage) throws Unreadable {
        LocalDate created = day(row, "created");
        LocalDate happened = earliest(row, stage, created);
        if (!happened.isAfter(created)) {
            return created;
        }
        LocalDate changed = day(row, "last_modified");
        return changed.isBefore(happened) ? happened : changed;
    }

    /** A faulty date is rejected later, with the act alone, so that the other acts of the row are recorded. */
    private static LocalDate earliest(Row row, Stage stage, LocalDate otherwise) {
        try {
            return Edtf.parse(row.one(stage.column)).lower();
        } catch (IllegalArgumentException e) {
            return otherwise;
        }
    }

    private static LocalDate day(Row row, String column) throws Unreadable {
        String text = row.required(column);
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new Unreadable(column, "'%s' is not a day; expected 2010-05-20".formatted(text));
        }
    }
}
