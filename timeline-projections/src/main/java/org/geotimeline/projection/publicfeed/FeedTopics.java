package org.geotimeline.projection.publicfeed;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the topics of the feed, with the right settings, where they are not there yet. */
final class FeedTopics {

    private static final Logger LOG = LoggerFactory.getLogger(FeedTopics.class);
    private static final String POSITIONS = "timeline.feed-positions.v1";
    static final int PARTITIONS = 6;
    static final String RETENTION_MS = "-1";
    private static final int MOST_REPLICAS = 3;
    private static final long PATIENCE_S = 20;
    private static final Duration CLOSE_MOST = Duration.ofSeconds(5);

    private FeedTopics() {}

    /**
     * Where a topic of the feed says up to which position it is published; compacted, one partition. Each has its own, so
     * that an open transaction of one feed holds no other up.
     */
    static String positions(String topic) {
        return topic.equals(ActsFeed.ACTS) ? POSITIONS : POSITIONS + "." + topic;
    }

    /** @param record the bytes of the largest record that must have room */
    static void make(String bootstrap, String topic, int record)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrap, "default.api.timeout.ms", 15_000, "request.timeout.ms", 10_000);
        Admin admin = Admin.create(settings);
        try {
            int brokers = admin.describeCluster()
                    .nodes()
                    .get(PATIENCE_S, TimeUnit.SECONDS)
                    .size();
            short replicas = (short) Math.min(MOST_REPLICAS, brokers);
            Map<String, String> safe =
                    Map.of(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, replicas >= MOST_REPLICAS ? "2" : "1");
            Map<String, String> acts = and(
                    and(safe, TopicConfig.RETENTION_MS_CONFIG, RETENTION_MS),
                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                    Integer.toString(record));
            if (!made(admin, new NewTopic(topic, PARTITIONS, replicas).configs(acts))) {
                makeRoom(admin, topic, record);
            }
            made(
                    admin,
                    new NewTopic(positions(topic), 1, replicas)
                            .configs(and(safe, TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)));
        } finally {
            admin.close(CLOSE_MOST);
        }
    }

    private static Map<String, String> and(Map<String, String> some, String name, String value) {
        var all = new HashMap<>(some);
        all.put(name, value);
        return all;
    }

    /** False where it was there. */
    private static boolean made(Admin admin, NewTopic topic)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            admin.createTopics(List.of(topic)).all().get(PATIENCE_S, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
            return false;
        }
    }

    /** A topic that was made by another hand, or for smaller acts, gets room. Where that is forbidden it goes on as it is. */
    private static void makeRoom(Admin admin, String topic, int record) throws InterruptedException, TimeoutException {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            Map<ConfigResource, Config> said =
                    admin.describeConfigs(List.of(resource)).all().get(PATIENCE_S, TimeUnit.SECONDS);
            ConfigEntry room = Objects.requireNonNull(said.get(resource)).get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
            if (room == null || Integer.parseInt(room.value()) < record) {
                var more = new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(record));
                admin.incrementalAlterConfigs(
                                Map.of(resource, List.of(new AlterConfigOp(more, AlterConfigOp.OpType.SET))))
                        .all()
                        .get(PATIENCE_S, TimeUnit.SECONDS);
            }
        } catch (ExecutionException e) {
            LOG.warn(
                    "{} of {} cannot be set to {}: {}",
                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                    topic,
                    record,
                    String.valueOf(e.getCause()));
        }
    }
}
