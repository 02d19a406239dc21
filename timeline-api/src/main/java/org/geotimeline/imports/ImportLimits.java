package org.geotimeline.imports;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The limits of imports, under {@code timeline.imports.}.
 *
 * @param body the largest body
 * @param unpacked the largest size of a body after unpacking
 * @param patience the time that an answer waits for the import to end
 * @param rejects the number of rejects after which an import gives up
 */
@ConfigurationProperties("timeline.imports")
record ImportLimits(
        @DefaultValue("256MB") DataSize body,
        @DefaultValue("4GB") DataSize unpacked,
        @DefaultValue("30s") Duration patience,
        @DefaultValue("100000") int rejects) {}
