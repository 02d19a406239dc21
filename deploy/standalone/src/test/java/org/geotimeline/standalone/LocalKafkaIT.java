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
    void every_acknowledged_record_survives_the_kill_of_the_broker() throws Exception {
        try (var data = DataFolder.open(temporary.resolve("a folder with spaces"))) {
            var records = new AcknowledgedRecords();
            try (var killed = LocalKafka.start(data, anyPort())) {
                records.send(killed.bootstrap(), 2000);
                new RunningProcess(killed.pid()).signal("KILL");
            }
            var port = anyPort();
            try (var again = LocalKafka.start(data, port)) {
                records.assertAllIn(again.bootstrap());
                assertNoTopicIsMadeByWriting(again.bootstrap());
            }
            assertThat(Ports.holder(port)).isEmpty();
        }
    }

    @Test
    void a_broker_that_hangs_on_from_an_earlier_start_is_ended_by_the_next() {
        try (var data = DataFolder.open(temporary.resolve("data"))) {
            var port = anyPort();
            var hung = LocalKafka.start(data, port);
            var process = new RunningProcess(hung.pid());
            process.signal("STOP"); // it cannot even notice that nobody wants it any more
            try (var next = LocalKafka.start(data, port)) {
                assertThat(process.isRunning()).isFalse();
                assertThat(next.isRunning()).isTrue();
            }
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
