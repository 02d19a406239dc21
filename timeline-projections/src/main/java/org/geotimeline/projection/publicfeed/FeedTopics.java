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

/** Creates the topics of the feed with their settings, if they do not exist yet. */
final class FeedTopics {

    private static final Logger LOG = LoggerFactory.getLogger(FeedTopics.class);
    private static final String POSITIONS = "timeline.feed-positions.v1";
    static final int PARTITIONS = 6;
    static final String RETENTION_MS = "-1";
    private static final int MAX_REPLICAS = 3;
    private static final long TIMEOUT_S = 20;
    private static final Duration MAX_CLOSE_TIME = Duration.ofSeconds(5);

    private FeedTopics() {}

    /**
     * The topic that holds the published position of a topic of the feed; compacted, one partition. Each topic has one of its
     * own, so that an open transaction of one feed does not delay another.
     */
    static String positions(String topic) {
        return topic.equals(ActsFeed.ACTS) ? POSITIONS : POSITIONS + "." + topic;
    }

    /** @param recordBytes the size of the largest record */
    static void make(String bootstrap, String topic, int recordBytes)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrap, "default.api.timeout.ms", 15_000, "request.timeout.ms", 10_000);
        Admin admin = Admin.create(settings);
        try {
            int brokers = admin.describeCluster()
                    .nodes()
                    .get(TIMEOUT_S, TimeUnit.SECONDS)
                    .size();
            short replicas = (short) Math.min(MAX_REPLICAS, brokers);
            Map<String, String> safe =
                    Map.of(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, replicas >= MAX_REPLICAS ? "2" : "1");
            Map<String, String> acts = and(
                    and(safe, TopicConfig.RETENTION_MS_CONFIG, RETENTION_MS),
                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                    Integer.toString(recordBytes));
            if (!made(admin, new NewTopic(topic, PARTITIONS, replicas).configs(acts))) {
                makeRoom(admin, topic, recordBytes);
            }
            made(
                    admin,
                    new NewTopic(positions(topic), 1, replicas)
                            .configs(and(safe, TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)));
        } finally {
            admin.close(MAX_CLOSE_TIME);
        }
    }

    private static Map<String, String> and(Map<String, String> some, String name, String value) {
        var all = new HashMap<>(some);
        all.put(name, value);
        return all;
    }

    /** Creates a topic; false if it existed. */
    private static boolean made(Admin admin, NewTopic topic)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            admin.createTopics(List.of(topic)).all().get(TIMEOUT_S, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
            return false;
        }
    }

    /** Raises the limit of a topic that was created by hand, or for smaller acts; if that is forbidden, the limit stays. */
    private static void makeRoom(Admin admin, String topic, int recordBytes)
            throws InterruptedException, TimeoutException {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            Map<ConfigResource, Config> described =
                    admin.describeConfigs(List.of(resource)).all().get(TIMEOUT_S, TimeUnit.SECONDS);
            ConfigEntry limit =
                    Objects.requireNonNull(described.get(resource)).get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
            if (limit == null || Integer.parseInt(limit.value()) < recordBytes) {
                var raised = new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(recordBytes));
                admin.incrementalAlterConfigs(
                                Map.of(resource, List.of(new AlterConfigOp(raised, AlterConfigOp.OpType.SET))))
                        .all()
                        .get(TIMEOUT_S, TimeUnit.SECONDS);
            }
        } catch (ExecutionException e) {
            LOG.warn(
                    "{} of {} cannot be set to {}: {}",
                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                    topic,
                    recordBytes,
                    String.valueOf(e.getCause()));
        }
    }
}
