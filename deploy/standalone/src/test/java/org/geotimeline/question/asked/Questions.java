package org.geotimeline.question.asked;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The question files. */
final class Questions {

    private Questions() {}

    /** The questions of {@code qa.json}. */
    static List<Question> ofFactBase() {
        return JsonMapper.shared()
                .readTree(resource("/questions/qa.json"))
                .path("questions")
                .valueStream()
                .map(Question::of)
                .toList();
    }

    /** The questions about the statements of the source article; rows without a question are left out. */
    static List<Question> ofSeedChecklist() {
        List<List<String>> rows = csv(resource("/questions/seed_checklist.csv"));
        List<String> header = rows.getFirst();
        var questions = new ArrayList<Question>();
        for (List<String> row : rows.subList(1, rows.size())) {
            String ask = row.get(header.indexOf("ask"));
            if (!ask.isEmpty()) {
                questions.add(new Question(
                        row.get(header.indexOf("row")),
                        row.get(header.indexOf("stage")),
                        "%s: %s".formatted(row.get(header.indexOf("item")), row.get(header.indexOf("must_answer"))),
                        Question.list(json(ask)),
                        Question.list(json(row.get(header.indexOf("expect")))).stream()
                                .map(Assertion::new)
                                .toList(),
                        Optional.empty()));
            }
        }
        return questions;
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Questions.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** RFC 4180: cells may be quoted, and a quoted cell may hold commas, line ends and doubled quotes. */
    static List<List<String>> csv(String text) {
        var rows = new ArrayList<List<String>>();
        var row = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean isQuoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isQuoted) {
                if (c != '"') {
                    cell.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else {
                    isQuoted = false;
                }
            } else if (c == '"') {
                isQuoted = true;
            } else if (c == ',' || c == '\n') {
                row.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    rows.add(List.copyOf(row));
                    row.clear();
                }
            } else if (c != '\r') {
                cell.append(c);
            }
        }
        if (!cell.isEmpty() || !row.isEmpty()) {
            row.add(cell.toString());
            rows.add(List.copyOf(row));
        }
        return rows;
    }
}
