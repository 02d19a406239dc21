package org.geotimeline.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * The main class of the broker's own JVM, {@code KafkaBroker FOLDER PORT}: one KRaft node that is broker and
 * controller. It prints {@value #READY} when it is ready, and stops when its standard input ends. The operating system
 * ends that input whenever and however the parent dies.
 */
final class KafkaBroker {

    static final String READY = "ready";

    private static final String NODE = "1";
    private static final long STOP_TIMEOUT_MS = 15_000;

    private KafkaBroker() {}

    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        var port = Integer.parseInt(arguments[1]);
        format(folder);
        var server = new KafkaRaftServer(new KafkaConfig(settings(folder, port, freePort())), Time.SYSTEM);
        var started = new Object() {
            volatile boolean yes;
        };
        Thread.ofPlatform().name("parent-watch").daemon().start(() -> {
            awaitEndOfInput();
            Thread.ofPlatform().daemon().start(KafkaBroker::haltAfterTimeout);
            if (started.yes) {
                server.shutdown();
                server.awaitShutdown();
            }
            // Acknowledged records are in the page cache or on disk.
            Runtime.getRuntime().halt(0);
        });
        server.startup();
        started.yes = true;
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "shutdown"));
        System.out.println(READY);
        System.out.flush();
        server.awaitShutdown();
    }

    private static void awaitEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // The parent writes nothing; only the end of input matters.
            }
        } catch (IOException e) {
            // A broken input counts as its end.
        }
    }

    private static void haltAfterTimeout() {
        try {
            Thread.sleep(STOP_TIMEOUT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }

    /** A free port for the controller, which only this process uses, so that it may differ at each start. */
    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Formats a draft folder and then moves it into place, so that an interrupted format is never used. */
    private static void format(Path folder) throws Exception {
        if (Files.exists(folder.resolve("meta.properties"))) {
            return;
        }
        var draft = folder.resolveSibling(folder.getFileName() + ".new");
        DataFolder.delete(draft);
        Files.createDirectories(draft);
        new Formatter()
                .setPrintStream(System.err)
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(Integer.parseInt(NODE))
                .setControllerListenerName("CONTROLLER")
                .setDirectories(List.of(draft.toString()))
                .setMetadataLogDirectory(draft.toString())
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .setReleaseVersion(MetadataVersion.latestProduction())
                .run();
        DataFolder.delete(folder);
        Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Properties settings(Path folder, int port, int controllerPort) {
        var settings = new Properties();
        settings.putAll(Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                NODE,
                "controller.quorum.voters",
                NODE + "@127.0.0.1:" + controllerPort,
                "controller.listener.names",
                "CONTROLLER",
                "listeners",
                "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
                "advertised.listeners",
                "PLAINTEXT://127.0.0.1:" + port,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name",
                "PLAINTEXT",
                "log.dirs",
                folder.toString()));
        // One node has the only copy of everything.
        for (var copies : List.of(
                "default.replication.factor",
                "min.insync.replicas",
                "offsets.topic.replication.factor",
                "transaction.state.log.replication.factor",
                "transaction.state.log.min.isr",
                "share.coordinator.state.topic.replication.factor",
                "share.coordinator.state.topic.min.isr")) {
            settings.put(copies, "1");
        }
        // After a kill the controller refuses the broker until its old session has expired.
        settings.putAll(Map.of("broker.session.timeout.ms", "2000", "broker.heartbeat.interval.ms", "500"));
        settings.putAll(Map.of(
                "auto.create.topics.enable", "false",
                "offsets.topic.num.partitions", "3",
                "transaction.state.log.num.partitions", "3",
                "group.initial.rebalance.delay.ms", "0",
                "num.network.threads", "2",
                "num.io.threads", "4",
                "log.cleaner.dedupe.buffer.size", "8388608",
                // A killed process loses nothing, because the page cache belongs to the machine. A power cut loses at
                // most this interval. The feed sends it again, because its position is in the topics themselves.
                "log.flush.interval.ms", "1000",
                "log.flush.scheduler.interval.ms", "1000"));
        return settings;
    }
}
