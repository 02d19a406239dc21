package org.geotimeline.projection.publicfeed;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes the topics of the feed, with the right settings, where they are not there yet. */
final class FeedTopics {

    /** Where each topic of the feed says up to which position it is published; compacted, one partition. */
    static final String POSITIONS = "timeline.feed-positions.v1";

    private static final int PARTITIONS = 6;
    private static final int MOST_REPLICAS = 3;
    private static final long PATIENCE_S = 20;

    private FeedTopics() {}

    static void make(String bootstrap, String topic) throws InterruptedException, ExecutionException, TimeoutException {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrap, "default.api.timeout.ms", 15_000, "request.timeout.ms", 10_000);
        try (Admin admin = Admin.create(settings)) {
            int brokers = admin.describeCluster()
                    .nodes()
                    .get(PATIENCE_S, TimeUnit.SECONDS)
                    .size();
            short replicas = (short) Math.min(MOST_REPLICAS, brokers);
            Map<String, String> safe =
                    Map.of(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, replicas >= MOST_REPLICAS ? "2" : "1");
            make(admin, new NewTopic(topic, PARTITIONS, replicas), and(safe, TopicConfig.RETENTION_MS_CONFIG, "-1"));
            make(
                    admin,
                    new NewTopic(POSITIONS, 1, replicas),
                    and(safe, TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
        }
    }

    private static Map<String, String> and(Map<String, String> some, String name, String value) {
        var all = new java.util.HashMap<>(some);
        all.put(name, value);
        return all;
    }

    private static void make(Admin admin, NewTopic topic, Map<String, String> settings)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            admin.createTopics(List.of(topic.configs(settings))).all().get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }
}
