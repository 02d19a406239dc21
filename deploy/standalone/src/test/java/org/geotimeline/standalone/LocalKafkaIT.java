package org.geotimeline.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalKafkaIT {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path temporary;

    @Test
    void a_broker_that_hangs_is_killed_by_the_next_start_and_every_acknowledged_record_survives() throws Exception {
        try (var data = DataFolder.open(temporary.resolve("a folder with spaces"))) {
            var records = new AcknowledgedRecords();
            var port = anyPort();
            var hung = LocalKafka.start(data, port);
            records.send(hung.bootstrap(), 2000);
            var process = new RunningProcess(hung.pid());
            process.signal("STOP"); // a frozen broker cannot notice the end of its input

            try (var next = LocalKafka.start(data, port)) {
                assertThat(process.isRunning()).isFalse();
                records.assertAllIn(next.bootstrap());
                assertNoTopicIsMadeByWriting(next.bootstrap());
            }
            assertThat(Ports.holder(port)).isEmpty();
        }
    }

    private static void assertNoTopicIsMadeByWriting(String bootstrap) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "max.block.ms", 1500);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            assertThatThrownBy(() ->
                            producer.send(new ProducerRecord<>("mistyped", "x")).get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TimeoutException.class);
        }
    }

    private static int anyPort() {
        return Ports.free("127.0.0.1", 0, "--kafka-port");
    }
}
