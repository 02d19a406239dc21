package org.geotimeline.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.geotimeline.testing.Http;
import org.geotimeline.testing.RunningTimeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is written in one spelling is found by the others, and a registered thing by every name that it bears. */
class SpellingsIT {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Http http = new Http(RunningTimeline.url());

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static ObjectNode visit(String id, String language, String title) {
        ObjectNode visit = JSON.createObjectNode()
                .put("type", "VisitMade")
                .put("id", id)
                .put("phase", "effective")
                .put("valid", "2026-03-02")
                .put("known", "2026-03-03");
        visit.putArray("actors").addObject().put("id", "TUV");
        visit.putArray("subjects").addObject().put("id", "VUT");
        visit.putObject("title").put(language, title);
        return visit;
    }

    private void record(ObjectNode act) {
        Http.Got got = http.post(act.toString());
        assertThat(got.status()).as(got.text()).isIn(200, 201);
    }

    private List<String> found(String question) {
        Http.Got got = http.get(question);
        assertThat(got.status()).as(got.text()).isEqualTo(200);
        return got.json()
                .path("rows")
                .valueStream()
                .map(row -> row.path("id").asString())
                .toList();
    }

    // ------------------------------------------------------------------------------------------------------ search

    @ParameterizedTest
    @CsvSource({
        "spelt-1, fa, دیدار با نمایندگان پاکستانی, پاكستاني",
        "spelt-2, fa, نمایندگان می\u200Cخواهند, میخواهند",
        "spelt-3, fa, نمایندگان نمی\u200Cخواهند, \"نمی خواهند\"",
        "spelt-4, ar, مســــؤولون في الإمارة, مسئولون",
        "spelt-5, ps, ګډون په کابل کې, گډون كابل",
        "spelt-6, ar, اجتماع ٢٠٢٦, اجتماع 2026",
        "spelt-7, da, Mødet i Størby, Storby",
        "spelt-8, pl, Rozmowy w Łukaszby, Lukaszby",
        "spelt-9, tr, Yıldırby görüşmesi, Yildirby",
        "spelt-10, tr, İstanbulby, istanbulby",
        "spelt-11, hr, Sastanak u Đorđby, Dordby",
        "spelt-12, de, Treffen bei Straßenby, STRASSENBY",
        "spelt-13, en, The Shariʿaby council, Shariaby",
        "spelt-14, en, The Shariaby assembly, Shari’aby assembly",
        "spelt-15, fr, Visite d’Ivoireby, Ivoireby",
        "spelt-16, en, A meet\u00ADingby of envoys, meetingby",
        "spelt-17, en, A meet\u2060ingcy of envoys, meetingcy",
        "spelt-18, en, A visit to Xanaduby, xana\u200Bduby",
        "spelt-19, en, \uFF34\uFF41\uFF4C\uFF4B\uFF53by, talksby",
    })
    void an_act_is_found_by_the_spelling_that_people_use(String id, String language, String title, String search) {
        record(visit(id, language, title));
        assertThat(found("/acts?actor=TUV&after=%s&q=%s".formatted(id, encoded(search))))
                .contains(id);
    }

    @Test
    void a_phrase_is_found_as_it_stands_and_not_in_another_order() {
        record(visit("phrase", "en", "The joint Zeta commission of Omega"));
        assertThat(found("/acts?after=phrase&q=" + encoded("\"zeta commission\"")))
                .containsExactly("phrase");
        assertThat(found("/acts?after=phrase&q=" + encoded("\"commission zeta\"")))
                .isEmpty();
    }

    @Test
    void a_word_of_any_length_is_found() {
        String word = "ž".repeat(3_000);
        record(visit("long-word", "en", "a " + word + "a b"));
        assertThat(found("/acts?after=long-word&q=" + "z".repeat(2_000))).containsExactly("long-word");
        assertThat(found("/acts?after=long-word&q=" + "z".repeat(3_000) + "b")).isEmpty();
    }

    // ------------------------------------------------------------------------------------------------------- names

    @ParameterizedTest
    @CsvSource({
        "Russia, RUS",
        "russia, RUS",
        "RUSSIAN FEDERATION, RUS",
        "Moscow, RUS",
        "Россия, RUS",
        "Fédération de Russie, RUS",
        "federation de russie, RUS",
        "RU, RUS",
        "643, RUS",
        "rus, RUS",
        "Etats-Unis d'Amerique, USA",
        "Etats Unis d Amérique, USA",
        "Côte d’Ivoire, CIV",
        "Cote dIvoire, CIV"
    })
    void an_actor_is_asked_for_by_any_name_alias_or_iso_code(String name, String id) {
        String clocks = "subject=TAL&validAt=2024-10-20&knownAt=2025-01-01&all=true";
        JsonNode byName =
                http.get("/stances?" + clocks + "&actor=" + encoded(name)).json();
        JsonNode byId = http.get("/stances?" + clocks + "&actor=" + id).json();
        assertThat(byName.path("rows")).isNotEmpty().isEqualTo(byId.path("rows"));
        assertThat(byName.path("understood")).isEqualTo(JSON.createObjectNode().put("actor", id));
        assertThat(byId.has("understood")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/stances?actor=Russia&subject=Taliban",
                "/stances?actor=Russia,Kazakhstan&subject=Taliban",
                "/stances/Russia/Taliban",
                "/stances/explain?actor=Russia&subject=Taliban",
                "/dyads/Russia/Taliban",
                "/dyads?actor=Russia&subject=Taliban",
                "/acts?actor=Russia&subject=Taliban&forum=Moscow%20Format",
                "/listings?authority=Russia&subject=Taliban",
                "/missions?sender=Taliban&receiver=Russia",
                "/recognitions?actor=Russia&subject=Taliban",
                "/claims?actor=Russia",
                "/forums/Moscow%20Format/participation?entity=Taliban",
                "/actors/Russia",
                "/actors?of=Taliban",
                "/why?question=stances%3Factor%3DRussia%26subject%3DTaliban%26dimension%3Drecognition",
                "/stances.csv?actor=Russia&subject=Taliban",
                "/stances/Russia/Taliban.csv"
            })
    void names_are_understood_wherever_an_actor_is_asked_for(String question) {
        String ids = question.replace("Russia", "RUS")
                .replace("Taliban", "TAL")
                .replace("Kazakhstan", "KAZ")
                .replace("Moscow%20Format", "moscow-format");
        String clocks =
                (question.contains("?") ? "&" : "?") + "knownAt=2025-01-01&validAt=2025-01-01&position=" + http.head();
        if (question.startsWith("/why")) {
            clocks = "";
        }
        Http.Got byName = http.get(question + clocks);
        Http.Got byId = http.get(ids + clocks);
        assertThat(byName.status()).as(byName.text()).isEqualTo(200);
        assertThat(byName.header("Content-Location")).isNotEmpty().doesNotContain("Russia", "Taliban");
        if (question.contains(".csv")) {
            assertThat(byName.text()).isEqualTo(byId.text());
        } else if (!question.startsWith("/why")) {
            assertThat(byName.header("Content-Location")).isEqualTo(byId.header("Content-Location"));
            assertThat(byName.json().path("rows")).isEqualTo(byId.json().path("rows"));
            assertThat(byName.json().path("id")).isEqualTo(byId.json().path("id"));
        }
    }

    @Test
    void a_page_that_was_asked_for_by_a_name_goes_on_with_its_cursor() {
        JsonNode first = http.get("/acts?actor=Russia&limit=2").json();
        String next = encoded(first.path("next").asString());
        assertThat(http.get("/acts?actor=Russia&limit=2&cursor=" + next).status())
                .isEqualTo(200);
        assertThat(http.get("/acts?actor=RUS&limit=2&cursor=" + next).status()).isEqualTo(200);
    }

    @Test
    void a_name_of_several_is_refused_with_all_of_them() {
        Http.Got got = http.get("/stances?subject=TAL&actor=" + encoded("Islamic Republic of Afghanistan"));
        assertThat(got.status()).isEqualTo(400);
        assertThat(got.problem()).contains("is the name of 2 actors", "AFG, AFG_IRA");
        assertThat(http.get("/actors/"
                                + encoded("Islamic Republic of Afghanistan").replace("+", "%20"))
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"Rusia, RUS", "Rossia, RUS", "Russland, RUS", "Talibann, TAL", "Kazakstan, KAZ", "Uzbekstan, UZB"})
    void an_unknown_name_is_refused_with_the_nearest_first(String name, String nearest) {
        JsonNode problem = http.get("/acts?actor=" + encoded(name)).json();
        assertThat(problem.path("status").asInt()).isEqualTo(400);
        assertThat(problem.path("errors").path(0).path("nearest").path(0).asString())
                .as(problem.toString())
                .isEqualTo(nearest);
    }

    @Test
    void a_name_that_a_correction_brings_is_understood_and_one_that_it_removes_is_not() {
        record(JSON.readValue("""
            {"type": "ActorRegistered", "id": "actor:spelt", "actor": "SPELT", "kind": "organisation",
             "names": [{"lang": "en", "text": "The Society of Spelling"}], "codes": {"un": "SPi.001"}}\
            """, ObjectNode.class));
        assertThat(http.get("/actors/" + "the%20society%20of%20spelling?after=actor:spelt")
                        .json()
                        .path("id")
                        .asString())
                .isEqualTo("SPELT");
        record(JSON.readValue("""
            {"type": "ActCorrected", "id": "spelt-again", "act": "actor:spelt",
             "changes": {"names": [{"lang": "en", "text": "The Orthographic Society"}]}}\
            """, ObjectNode.class));
        assertThat(http.get("/actors/the%20orthographic%20society?after=spelt-again")
                        .status())
                .isEqualTo(200);
        assertThat(http.get("/actors/SPi.001").status()).isEqualTo(200);
        assertThat(http.get("/actors/the%20society%20of%20spelling").status()).isEqualTo(404);
    }

    // ---------------------------------------------------------------------------------------------- invisible texts

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u200B",
                "\u2060",
                "\u00AD",
                "\u2800",
                "\u3164",
                "\u200B\u2060\u00AD\u2800\u3164",
                " \u200B\uFEFF",
                "\u00A0"
            })
    void a_required_text_that_nobody_sees_is_refused_as_empty(String invisible) {
        ObjectNode act = visit("invisible", "en", invisible);
        refused(act, "/title/en");
        ObjectNode place = visit("invisible", "en", "A visit").put("place", invisible);
        refused(place, "/place");
        ObjectNode named = JSON.createObjectNode()
                .put("type", "ActorRegistered")
                .put("id", "actor:invisible")
                .put("actor", "INVISIBLE")
                .put("kind", "person");
        named.putArray("names").addObject().put("lang", "en").put("text", invisible);
        refused(named, "/names/0/text");
        ObjectNode correction = JSON.createObjectNode()
                .put("type", "ActCorrected")
                .put("id", "invisible-correction")
                .put("act", "ACT-0172");
        correction.putObject("changes").putObject("title").put("en", invisible);
        refused(correction, "/changes/title/en");
    }

    private void refused(ObjectNode act, String pointer) {
        Http.Got got = http.post(act.toString());
        assertThat(got.status()).as(got.text()).isEqualTo(422);
        assertThat(got.problem()).contains("this text is empty", pointer);
    }
}
