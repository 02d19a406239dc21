package org.geotimeline.api.server;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The settings of one installation, under {@code timeline.}.
 *
 * @param body the largest body of a request
 * @param cors the origins whose pages may read answers, {@code https://example.org}, or {@code *}; none by default
 * @param folder the data folder on this machine; empty if PostgreSQL and Kafka run elsewhere
 */
@ConfigurationProperties("timeline")
public record Deployment(
        Database database,
        Kafka kafka,
        @DefaultValue("1MB") DataSize body,
        @DefaultValue List<String> cors,
        @DefaultValue("") String folder) {

    /** @param connections the largest number of connections that one server opens */
    record Database(
            String url,
            String user,
            String password,
            @DefaultValue("16") int connections) {}

    /** @param bootstrap hosts and ports of brokers; empty if nothing is published */
    record Kafka(@DefaultValue("") String bootstrap) {}
}
