package org.geotimeline.bench;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.tools.ProducerPerformance;
import org.geotimeline.bench.peer.Peer;

/** The program around the producer tool of Kafka, in a JVM that keeps running, so that it is as warm as the bench. */
final class ProducerTool {

    private static final int PARTITIONS = 6; // as many as the feed has
    private static final long PATIENCE_S = 30;
    private static final Pattern RATE = Pattern.compile("([0-9.]+) records/sec");

    private ProducerTool() {}

    public static void main(String[] arguments) throws Exception {
        Peer.serve(ProducerTool::asked);
    }

    private static double asked(String what, List<String> words) throws Exception {
        return switch (what) {
            case "make" -> make(words.get(0), words.get(1));
            case "send" -> send(words.get(0), words.get(1), words.get(2), words.get(3));
            default -> throw new IllegalArgumentException("nobody knows how to " + what);
        };
    }

    private static double make(String bootstrap, String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)))
                    .all()
                    .get(PATIENCE_S, TimeUnit.SECONDS);
        }
        return PARTITIONS;
    }

    private static double send(String bootstrap, String topic, String records, String bodies) throws Exception {
        var said = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            ProducerPerformance.main(new String[] {
                "--topic",
                topic,
                "--num-records",
                records,
                "--throughput",
                "-1",
                "--payload-file",
                bodies,
                "--producer-props",
                "bootstrap.servers=" + bootstrap,
                "acks=all",
                "compression.type=lz4",
                "linger.ms=5"
            });
        } finally {
            System.setOut(before);
        }
        // The last line is about the whole run, the lines before about a few seconds each.
        Optional<String> rate = RATE.matcher(said.toString(StandardCharsets.UTF_8))
                .results()
                .map(found -> found.group(1))
                .reduce((early, late) -> late);
        return Double.parseDouble(
                rate.orElseThrow(() -> new IllegalStateException("it says nothing of a rate: " + said)));
    }
}
