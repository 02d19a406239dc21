package org.geotimeline.imports.format;

import java.io.IOException;
import java.io.InputStream;
import java.lang.Character.UnicodeScript;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.geotimeline.act.Instrument;
import org.geotimeline.act.id.ActorId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** The consolidated list of the UN Security Council, in XML. */
@Component
public final class UnConsolidated implements SnapshotFormat {

    private static final String NAME = "un-consolidated";
    private static final String COUNCIL = "UNSC";
    private static final String PARTY = "un-";

    /** The registered ids of lists that have one of their own. */
    private static final Map<String, String> LISTS = Map.of("Taliban", "un-1988", "Al-Qaida", "un-1267-1989");

    private static final List<String> NAME_PARTS = List.of("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ObjectNode dataset() {
        return ActBodies.dataset(
                NAME,
                "Consolidated list of the UN Security Council",
                coder(),
                "UN public list",
                "United Nations Security Council, consolidated list");
    }

    @Override
    public Set<String> presumes() {
        return Set.of("actor:" + COUNCIL, "list:un-1988", "list:un-1267-1989");
    }

    @Override
    public String authority() {
        return COUNCIL;
    }

    @Override
    public Instrument instrument() {
        return Instrument.COMMITTEE;
    }

    @Override
    public Rows open(InputStream body) throws IOException {
        return new XmlRows(body, "CONSOLIDATED_LIST", Set.of("INDIVIDUAL", "ENTITY"));
    }

    @Override
    public LocalDate day(Rows rows) throws AnotherFormat {
        String generated = rows.heading("dateGenerated");
        try {
            return OffsetDateTime.parse(generated)
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .toLocalDate();
        } catch (DateTimeException e) {
            throw new AnotherFormat("its dateGenerated '%s' is no instant with an offset".formatted(generated));
        }
    }

    @Override
    public Place place(Row row) throws Unreadable {
        String label = row.required("UN_LIST_TYPE");
        String list = LISTS.getOrDefault(label, "un-" + slug(label));
        Kind kind = row.one("").equals("ENTITY") ? Kind.ENTITY : Kind.INDIVIDUAL;
        return new Place(list, label, reference(row), kind);
    }

    /** An entry whose reference cannot be an id cannot be filed, so that nobody can tell whether it is gone. */
    private static String reference(Row row) throws Unreadable {
        String reference = row.required("REFERENCE_NUMBER");
        try {
            ActorId.parse(PARTY + reference);
            return reference;
        } catch (IllegalArgumentException none) {
            throw new Unreadable("REFERENCE_NUMBER", String.valueOf(none.getMessage()));
        }
    }

    private static String slug(String label) throws Unreadable {
        String slug =
                label.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        if (slug.isEmpty()) {
            throw new Unreadable("UN_LIST_TYPE", "'%s' has no letter from A to Z".formatted(label));
        }
        return slug;
    }

    @Override
    public Entry entry(Row row) throws Unreadable {
        Place place = place(row);
        String party = PARTY + place.reference();
        return new Entry(
                place, party, listedOn(row), List.of(new Draft("REFERENCE_NUMBER", registration(row, place, party))));
    }

    /** The day of the listing. Some files write it with an offset, {@code 2001-01-25-05:00}, and mean the local day. */
    private static @Nullable String listedOn(Row row) {
        String day = row.one("LISTED_ON");
        return day.isEmpty() ? null : day.replaceFirst("^(\\d{4}-\\d{2}-\\d{2})(Z|[+-]\\d{2}:\\d{2})$", "$1");
    }

    private static ObjectNode registration(Row row, Place place, String party) {
        ObjectNode body = ActBodies.act("ActorRegistered", "actor:" + party)
                .put("actor", party)
                .put("kind", place.kind() == Kind.ENTITY ? "organisation" : "person");
        List<String> parts = new ArrayList<>();
        NAME_PARTS.forEach(part -> parts.addAll(row.all(part)));
        String name = String.join(" ", parts);
        if (!name.isEmpty()) {
            ActBodies.name(body, "en", name, "short");
        }
        for (String original : new TreeSet<>(row.all("NAME_ORIGINAL_SCRIPT"))) {
            ActBodies.name(body, language(original), original, "official");
        }
        var aliases = new TreeSet<>(row.all(row.one("") + "_ALIAS/ALIAS_NAME"));
        aliases.remove(name);
        aliases.forEach(alias -> ActBodies.name(body, language(alias), alias, "alias"));
        if (!body.has("names")) {
            ActBodies.name(body, "en", place.reference(), "short"); // the only name that the entry has
        }
        body.putObject("codes").put("un", place.reference());
        return body;
    }

    /**
     * The language that the letters of a name suggest, because the file does not name one. Arabic letters that only Pashto or
     * Persian has distinguish these two. Latin letters count as English.
     */
    static String language(String name) {
        if (name.matches(".*[ځڅډړږښټڼۍې].*")) {
            return "ps";
        }
        if (name.matches(".*[پچژگکی].*")) {
            return "fa";
        }
        return name.codePoints()
                .filter(Character::isLetter)
                .mapToObj(UnicodeScript::of)
                .findFirst()
                .map(UnConsolidated::language)
                .orElse("en");
    }

    private static String language(UnicodeScript script) {
        return switch (script) {
            case ARABIC -> "ar";
            case HANGUL -> "ko";
            case HAN -> "zh";
            case CYRILLIC -> "ru";
            case HEBREW -> "he";
            case HIRAGANA, KATAKANA -> "ja";
            default -> "en";
        };
    }

    @Override
    public ObjectNode list(Place place) {
        ObjectNode body = ActBodies.act("ListRegistered", "list:" + place.list())
                .put("list", place.list())
                .put("authority", COUNCIL)
                .put("kind", "UN sanctions");
        ActBodies.name(body, "en", "UN sanctions list: " + place.label(), "short");
        return body;
    }
}
