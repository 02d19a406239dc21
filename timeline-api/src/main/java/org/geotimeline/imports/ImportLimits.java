package org.geotimeline.imports;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much may be sent, under {@code timeline.imports.}.
 *
 * @param body the largest body
 * @param unpacked what it may unpack to
 * @param patience how long an answer waits for the import to end
 * @param rejects how many rows may be turned down before the import gives up
 */
@ConfigurationProperties("timeline.imports")
record ImportLimits(
        @DefaultValue("256MB") DataSize body,
        @DefaultValue("4GB") DataSize unpacked,
        @DefaultValue("30s") Duration patience,
        @DefaultValue("100000") int rejects) {}
