package org.geotimeline.question.asked;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every operator holds for right answers, and fails for wrong ones. */
class QuestionLanguageTest {

    private static final String STANCES = rows(
            "{'actor':'RUS','dimension':'designation','value':'BANNED','certainty':'CERTAIN','acts':['ACT-0047']}",
            "{'actor':'KAZ','dimension':'designation','value':null,'certainty':'POSSIBLE',"
                    + "'alternatives':['DELISTED','BANNED'],'acts':['ACT-0146']}",
            "{'actor':'FJI','dimension':'designation','value':null,'certainty':'NO_DATA','alternatives':[],'acts':[]}");

    private static final String ACTS = rows(
            "{'id':'ACT-1','type':'timeline.listing.ListingLifted','valid':'2023-12','actors':[{'id':'KAZ','role':'actor'}],"
                    + "'title':{'en':'Taken  off the\\nList'}}",
            "{'id':'ACT-2','type':'ListingImposed','valid':'2024-10-04','actors':[{'id':'RUS','role':'actor'},{'id':'TAL','role':'host'}]}");

    private static final String SEATS = rows(
            "{'year':2023,'entity':'RUS','role':'host'}",
            "{'year':2023,'entity':'CHN','role':'participant'}",
            "{'year':2024,'entity':'RUS','role':'host'}",
            "{'year':2024,'entity':'TKM','role':'not-invited'}");

    @Test
    void set_wants_exactly_these_values() {
        holds("{'set':'actor','equals':['KAZ','FJI','RUS']}", STANCES);
        fails("{'set':'actor','equals':['KAZ','RUS']}", STANCES);
        fails("{'set':'actor','equals':['KAZ','FJI','RUS','USA']}", STANCES);
        holds("{'set':'actors.id','where':{'actors.role':'host'},'equals':['RUS','TAL']}", ACTS);
        holds("{'set':'year','equals':['2023',2024.0]}", SEATS);
        holds("{'set':'actor','where':{'value':'DELISTED'},'equals':[]}", STANCES);
        fails("{'set':'actor','equals':[]}", "{'problem':'an answer that has no place for rows proves nothing'}");
    }

    @Test
    void ordered_wants_these_values_in_this_order() {
        holds("{'ordered':['ACT-1','ACT-2']}", ACTS);
        fails("{'ordered':['ACT-2','ACT-1']}", ACTS);
        fails("{'ordered':['ACT-1']}", ACTS);
        holds("{'ordered':['2023-12','2024-10-04'],'field':'valid'}", ACTS);
        fails("{'ordered':['ACT-1','ACT-2'],'field':'nowhere'}", ACTS);
    }

    @Test
    void has_wants_one_row_with_these_fields() {
        holds("{'row':{'actor':'RUS'},'has':{'value':'banned','acts':['ACT-0047'],'process':null}}", STANCES);
        fails("{'row':{'actor':'RUS'},'has':{'value':'DELISTED'}}", STANCES);
        fails("{'row':{'actor':'USA'},'has':{'value':'BANNED'}}", STANCES);
        fails("{'row':{'dimension':'designation'},'has':{'certainty':'CERTAIN'}}", STANCES);
        holds("{'row':{'actor':'KAZ'},'has':{'alternatives':['BANNED','DELISTED'],'value':null}}", STANCES);
        fails("{'row':{'actor':'KAZ'},'has':{'alternatives':['BANNED']}}", STANCES);
        holds("{'row':{'actor':'FJI'},'has':{'acts':null,'alternatives':[]}}", STANCES);
        fails("{'row':{'actor':'RUS'},'has':{'acts':null}}", STANCES);
        holds("{'row':{'actor':'RUS'},'has':{'acts':'*','value':{'not':['DELISTED']}}}", STANCES);
        fails("{'row':{'actor':'FJI'},'has':{'acts':'*'}}", STANCES);
        fails("{'row':{'actor':'RUS'},'has':{'value':{'not':['BANNED']}}}", STANCES);
        fails("{'row':{'actor':'RUS'},'has':{'nowhere':'*'}}", STANCES);
        holds(
                "{'has':{'id':'ACT-1','type':'ListingLifted'}}",
                "{'id':'ACT-1','type':'timeline.listing.ListingLifted'}");
    }

    @Test
    void count_wants_a_number_of_rows_or_of_values() {
        holds("{'count':3}", STANCES);
        fails("{'count':2}", STANCES);
        holds("{'count':[1,3]}", STANCES);
        fails("{'count':[4,9]}", STANCES);
        fails("{'count':[0,2]}", STANCES);
        holds("{'count':2,'field':'year'}", SEATS);
        fails("{'count':4,'field':'year'}", SEATS);
        holds("{'count':0,'where':{'actor':'USA'}}", STANCES);
        fails("{'count':0}", "{'problem':'no rows at all'}");
    }

    @Test
    void bounds_count_what_surely_and_what_possibly_is() {
        holds("{'bounds':[1,2],'where':{'value':['BANNED']}}", STANCES);
        fails("{'bounds':[2,2],'where':{'value':['BANNED']}}", STANCES);
        fails("{'bounds':[1,1],'where':{'value':['BANNED']}}", STANCES);
        holds("{'bounds':[2,2],'where':{'value':['BANNED','DELISTED']}}", STANCES);
        holds("{'bounds':[0,1],'where':{'value':['BANNED'],'actor':['KAZ']}}", STANCES);
    }

    @Test
    void common_wants_what_every_group_has() {
        holds("{'common':'entity','over':'year','equals':['RUS']}", SEATS);
        fails("{'common':'entity','over':'year','equals':['RUS','CHN']}", SEATS);
        fails("{'common':'entity','over':'year','equals':[]}", SEATS);
        holds("{'common':'entity','over':'year','where':{'role':{'not':['host']}},'equals':[]}", SEATS);
    }

    @Test
    void elapsed_is_a_time_between_two_dates_or_its_bounds() {
        String from = "{'row':{'id':'ACT-1'}}";
        String to = "{'row':{'id':'ACT-2'},'field':'valid'}";
        holds("{'elapsed':{'days':[278,308]},'from':%s,'to':%s}".formatted(from, to), ACTS);
        fails("{'elapsed':{'days':278},'from':%s,'to':%s}".formatted(from, to), ACTS);
        holds("{'elapsed':{'days':195},'from':'2024-10-04','to':'2025-04-17'}", ACTS);
        fails("{'elapsed':{'days':194},'from':'2024-10-04','to':'2025-04-17'}", ACTS);
        holds("{'elapsed':{'years':21},'from':'2003-03-04','to':'2024-10-04'}", ACTS);
        holds("{'elapsed':{'years':20},'from':'2003-10-05','to':'2024-10-04'}", ACTS);
        fails("{'elapsed':{'years':21},'from':'2003-10-05','to':'2024-10-04'}", ACTS);
        holds("{'elapsed':{'years':[4,14]},'from':'199X','to':'2004-XX'}", ACTS);
        fails("{'elapsed':{'days':1},'from':'[..2023-12-29]','to':'2024-01-01'}", ACTS);
        fails("{'elapsed':{'days':1},'from':{'row':{'id':'ACT-9'}},'to':'2024-01-01'}", ACTS);
        fails("{'elapsed':{'days':0},'from':'2023-02-29','to':'2023-02-29'}", ACTS);
    }

    @Test
    void interval_is_the_least_from_and_the_greatest_to() {
        String two = rows("{'from':'2003-03-04','to':'2024-10-03'}", "{'from':'2024-10-04T00:00Z','to':'2025-04-16'}");
        String open = rows("{'from':'2003-03-04','to':'2024-10-03'}", "{'from':'2024-10-04','to':null}");
        holds("{'interval':{'from':'2003-03-04','to':'2025-04-16'}}", two);
        fails("{'interval':{'from':'2003-03-04','to':'2025-04-17'}}", two);
        fails("{'interval':{'from':'2003-03-04','to':null}}", two);
        holds("{'interval':{'from':'2003-03-04','to':null}}", open);
        fails("{'interval':{'to':'2024-10-03'}}", open);
        fails("{'interval':{'to':null},'where':{'value':'BANNED'}}", open);
    }

    @Test
    void exists_and_absent_look_for_a_row() {
        holds("{'exists':{'id':'ACT-2','actors.id':'TAL'}}", ACTS);
        fails("{'exists':{'id':'ACT-1','actors.id':'TAL'}}", ACTS);
        holds("{'absent':{'id':'ACT-9'}}", ACTS);
        fails("{'absent':{'id':'act 1'}}", ACTS);
        fails("{'absent':{'id':'ACT-9'}}", "{'problem':'no rows at all'}");
        fails("{'exists':{'id':'ACT-1'}}", rows());
    }

    @Test
    void text_is_found_in_any_string_of_a_row() {
        holds("{'text':'taken off  the list'}", ACTS);
        fails("{'text':'put on the list'}", ACTS);
        fails("{'text':'taken off the list','where':{'id':'ACT-2'}}", ACTS);
    }

    @Test
    void status_is_that_of_the_answer_and_all_else_wants_a_good_one() {
        assertThat(check("{'status':404}", 404, "{}")).isEmpty();
        assertThat(check("{'status':[200,404]}", 404, "{}")).isEmpty();
        assertThat(check("{'status':404}", 200, "{}")).isPresent();
        assertThat(check("{'absent':{'id':'ACT-1'}}", 404, "{'rows':[]}")).isPresent();
        assertThat(check("{'count':0}", 0, "{'rows':[]}")).isPresent();
    }

    @Test
    void conditions_match_by_value_by_choice_by_presence_and_by_what_is_not() {
        holds("{'count':1,'where':{'value':'*'}}", STANCES);
        holds("{'count':2,'where':{'value':null}}", STANCES);
        holds("{'count':3,'where':{'nowhere':null}}", STANCES);
        holds("{'count':2,'where':{'actor':['RUS','kaz','USA']}}", STANCES);
        holds("{'count':2,'where':{'actor':{'not':['RUS']}}}", STANCES);
        holds("{'count':1,'where':{'role':'Not_Invited'}}", SEATS);
        holds("{'count':1,'where':{'type':'x.y.listinglifted'}}", ACTS);
        holds("{'count':2,'where':{'actors.id':'*'}}", ACTS);
    }

    @Test
    void an_assertion_looks_into_the_call_and_the_list_that_it_names() {
        List<Answer> answers = List.of(
                new Answer(200, json(STANCES)),
                new Answer(200, json("{'id':'A','reports':[{'id':'R-1'},{'id':'R-2'}]}")));
        assertThat(assertion("{'call':1,'in':'reports','count':2}").check(answers))
                .isEmpty();
        assertThat(assertion("{'call':1,'in':'reports','exists':{'id':'R-3'}}").check(answers))
                .isPresent();
        assertThat(assertion("{'call':1,'has':{'id':'A'}}").check(answers)).isEmpty();
        assertThat(assertion("{'call':2,'count':0}").check(answers)).isPresent();
        holds("{'in':'actors','set':'id','equals':['KAZ','RUS','TAL']}", ACTS);
    }

    @Test
    void what_is_not_of_the_language_does_not_hold() {
        fails("{}", STANCES);
        fails("{'count':3,'set':'actor','equals':[]}", STANCES);
        fails("{'count':3,'were':{'actor':'RUS'}}", STANCES);
        fails("{'set':'actor'}", STANCES);
        fails("{'count':'three'}", STANCES);
        fails("{'exists':{}}", "{'rows':'many'}");
        fails("{'exists':{}}", "[{'id':'ACT-1'}]");
    }

    static Stream<JsonNode> verdicts() {
        return Questions.resource("/questions/verdicts.ndjson").lines().map(JsonMapper.shared()::readTree);
    }

    /** Assertions over answers, partly random, with the verdicts that the tool that asks by hand gave on them. */
    @ParameterizedTest(name = "{index}")
    @MethodSource("verdicts")
    void the_verdict_is_that_of_the_tool_that_asks_by_hand(JsonNode recorded) {
        List<Answer> answers = recorded.path("answers")
                .valueStream()
                .map(answer -> new Answer(answer.path("status").asInt(), answer.path("body")))
                .toList();

        Optional<Wrong> wrong = new Assertion(recorded.path("assertion")).check(answers);

        assertThat(wrong.isEmpty())
                .as("%s: %s", recorded, wrong)
                .isEqualTo(recorded.path("holds").asBoolean());
    }

    @Test
    void all_questions_are_read_and_each_is_understood() {
        List<Question> questions = new ArrayList<>(Questions.ofFactBase());
        questions.addAll(Questions.ofSeedChecklist());

        assertThat(Questions.ofFactBase()).hasSize(45);
        assertThat(Questions.ofSeedChecklist()).hasSize(122);
        for (Question question : questions) {
            assertThat(question.calls()).as(question.id()).isNotEmpty();
            assertThat(question.assertions()).as(question.id()).isNotEmpty();
            for (Assertion assertion : question.assertions()) {
                List<Operator> operators = Operator.in(assertion.written());
                assertThat(operators).as(question.id()).hasSize(1);
                assertThat(operators.getFirst().unknownKeys(assertion.written()))
                        .as(question.id())
                        .isEmpty();
            }
        }
        assertThat(QuestionsIT.fact_base()).hasSize(40);
        assertThat(QuestionsIT.seed_checklist()).hasSize(122);
    }

    @Test
    void a_server_that_knows_nothing_answers_no_question_rightly() {
        List<Answer> nothing = Collections.nCopies(9, new Answer(200, json("{'rows':[],'id':null}")));
        List<Answer> notFound = Collections.nCopies(9, new Answer(404, json("{'title':'Not on file'}")));

        Stream.concat(QuestionsIT.fact_base(), QuestionsIT.seed_checklist()).forEach(question -> {
            // A server without acts also answers that nobody recognised anybody.
            boolean asksForNothing = question.assertions().stream()
                    .allMatch(assertion -> assertion.written().has("absent")
                            || assertion.written().path("count").asInt(-1) == 0);
            assertThat(question.wrong(nothing).isEmpty())
                    .as(question.toString())
                    .isEqualTo(asksForNothing);
            boolean asksForNotFound = question.assertions().stream()
                    .allMatch(assertion -> assertion.written().path("status").asInt(0) == 404);
            assertThat(question.wrong(notFound).isEmpty())
                    .as(question.toString())
                    .isEqualTo(asksForNotFound);
        });
    }

    @Test
    void a_question_is_asked_over_http_as_it_is_written() throws IOException {
        var asked = new ArrayList<String>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath() + "?"
                            + exchange.getRequestURI().getQuery() + " "
                            + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            boolean isGood = exchange.getRequestURI().getPath().equals("/api/v1/acts");
            byte[] body = (isGood ? "{\"rows\":[{\"id\":\"ACT-1\"}]}" : "<html>").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(isGood ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        Question question = Question.of(json("{'id':'Q','ask':["
                + "{'method':'GET','path':'/acts','params':{'validTo':'[..2023]','predecessors':true,'limit':1000}},"
                + "{'method':'POST','path':'/imports','body':{'a':1}}],"
                + "'expect':[{'exists':{'id':'ACT-1'}},{'call':1,'status':404},{'absent':{'id':'ACT-1'}}]}"));
        try {
            assertThat(new Asker(url).wrong(question))
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("[/acts?");
            assertThat(asked)
                    .containsExactly(
                            "GET /api/v1/acts?validTo=[..2023]&predecessors=true&limit=1000 ",
                            "POST /api/v1/imports?null {\"a\":1}");
        } finally {
            server.stop(0);
        }
        assertThat(new Asker(url).wrong(question)).as("nobody answers").hasSize(3);
    }

    @Test
    void cells_of_a_table_may_hold_commas_quotes_and_line_ends() {
        assertThat(Questions.csv("a,\"b,\"\"c\"\"\nd\",\r\ne,,f"))
                .containsExactly(List.of("a", "b,\"c\"\nd", ""), List.of("e", "", "f"));
    }

    // ------------------------------------------------------------------------------------------------ small things

    private static void holds(String assertion, String body) {
        assertThat(check(assertion, 200, body)).as(assertion).isEmpty();
    }

    private static void fails(String assertion, String body) {
        assertThat(check(assertion, 200, body)).as(assertion).isPresent();
    }

    private static Optional<Wrong> check(String assertion, int status, String body) {
        return assertion(assertion).check(List.of(new Answer(status, json(body))));
    }

    private static Assertion assertion(String text) {
        return new Assertion(json(text));
    }

    /** JSON with single quotes, for the eye. */
    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text.replace('\'', '"'));
    }

    private static String rows(String... rows) {
        return "{'rows':[" + String.join(",", rows) + "]}";
    }
}
