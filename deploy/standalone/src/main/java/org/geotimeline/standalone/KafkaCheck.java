package org.geotimeline.standalone;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.geotimeline.projection.publicfeed.ActsFeed;

/** Checks whether external brokers can carry the feed. */
final class KafkaCheck {

    private static final long TIMEOUT_S = 15;

    private final Admin admin;
    private final List<Finding> found = new ArrayList<>();

    private KafkaCheck(Admin admin) {
        this.admin = admin;
    }

    /** @param hosts the brokers as HOST:PORT, separated by commas */
    static List<Finding> of(String hosts) {
        try {
            Ports.requireAnyAnswer(hosts, "--kafka");
        } catch (NotStarted e) {
            return List.of(Finding.wrong(String.valueOf(e.getMessage())));
        }
        Map<String, Object> settings =
                Map.of("bootstrap.servers", hosts, "default.api.timeout.ms", 10_000, "request.timeout.ms", 8_000);
        try (Admin admin = Admin.create(settings)) {
            var check = new KafkaCheck(admin);
            check.brokers(hosts);
            return check.found;
        } catch (ExecutionException e) {
            return List.of(silent(hosts, String.valueOf(e.getCause())));
        } catch (TimeoutException | KafkaException e) {
            return List.of(silent(hosts, e.toString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(silent(hosts, "interrupted"));
        }
    }

    private static Finding silent(String hosts, String reason) {
        return Finding.wrong(
                "%s accepts a connection, but does not answer as Kafka: %s; does it require a login or TLS?"
                        .formatted(hosts, reason));
    }

    private void brokers(String hosts) throws ExecutionException, InterruptedException, TimeoutException {
        int brokers =
                admin.describeCluster().nodes().get(TIMEOUT_S, TimeUnit.SECONDS).size();
        found.add(
                Finding.ok("Kafka answers at %s, with %d broker%s".formatted(hosts, brokers, brokers == 1 ? "" : "s")));
        Set<String> topics = admin.listTopics().names().get(TIMEOUT_S, TimeUnit.SECONDS);
        if (!topics.contains(ActsFeed.ACTS)) {
            found.add(Finding.ok("the topic %s does not exist yet; a server makes it".formatted(ActsFeed.ACTS)));
            return;
        }
        topic(brokers);
        retention();
    }

    private void topic(int brokers) throws ExecutionException, InterruptedException, TimeoutException {
        TopicDescription topic = admin.describeTopics(
                        List.of(ActsFeed.ACTS), new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .allTopicNames()
                .get(TIMEOUT_S, TimeUnit.SECONDS)
                .get(ActsFeed.ACTS);
        if (topic == null) {
            return; // it was removed meanwhile
        }
        Set<AclOperation> may = topic.authorizedOperations();
        if (may != null && !may.contains(AclOperation.WRITE)) {
            found.add(Finding.wrong("this login may not write to %s; grant it that right".formatted(topic.name())));
        }
        int copies = topic.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(0);
        boolean leaderless = topic.partitions().stream().anyMatch(partition -> partition.leader() == null);
        String here = "%s has %d partitions in %d cop%s"
                .formatted(topic.name(), topic.partitions().size(), copies, copies == 1 ? "y" : "ies");
        if (leaderless) {
            found.add(Finding.wrong(here + ", and not all have a leader; check whether all brokers run"));
        } else if (copies == 1 && brokers > 1) {
            found.add(Finding.warning(here + "; expected three copies with several brokers"));
        } else {
            found.add(Finding.ok(here));
        }
    }

    /** Consumers read the feed from its start, so that its records must not be removed. */
    private void retention() throws ExecutionException, InterruptedException, TimeoutException {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, ActsFeed.ACTS);
        Config config = admin.describeConfigs(List.of(resource))
                .all()
                .get(TIMEOUT_S, TimeUnit.SECONDS)
                .get(resource);
        var lost = new ArrayList<String>();
        if (config != null) {
            differs(config, TopicConfig.RETENTION_MS_CONFIG, "-1", lost);
            differs(config, TopicConfig.RETENTION_BYTES_CONFIG, "-1", lost);
            differs(config, TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE, lost);
        }
        found.add(
                lost.isEmpty()
                        ? Finding.ok("%s keeps all records".formatted(ActsFeed.ACTS))
                        : Finding.warning(
                                "%s does not keep all records, so a consumer from its start misses some; set %s"
                                        .formatted(ActsFeed.ACTS, String.join(", ", lost))));
    }

    private static void differs(Config config, String name, String wanted, List<String> lost) {
        var entry = config.get(name);
        if (entry != null && !wanted.equals(entry.value())) {
            lost.add(name + "=" + wanted);
        }
    }
}
