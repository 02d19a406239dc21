package org.geotimeline.bench.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A program that measures a peer on request. A question is a line of words on standard input, and its answer a line on
 * standard output: {@value #OK} and a number, or {@value #FAILED} and the reason. It ends with its standard input.
 */
public final class Peer {

    public static final String OK = "ok";
    public static final String FAILED = "failed";

    private Peer() {}

    /** The measurement for a question. */
    public interface Work {
        double asked(String what, List<String> words) throws Exception;
    }

    /** Answers until the input ends. Output of libraries goes to standard error. */
    public static void serve(Work work) throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err);
        try (var questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = questions.readLine(); line != null; line = questions.readLine()) {
                answers.println(answer(work, List.of(line.split(" "))));
                answers.flush();
            }
        }
    }

    private static String answer(Work work, List<String> words) {
        try {
            return OK + " " + work.asked(words.getFirst(), words.subList(1, words.size()));
        } catch (Exception | LinkageError e) {
            e.printStackTrace();
            return FAILED + " " + e.toString().replace('\n', ' ');
        }
    }
}
