package org.geotimeline.api;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The application: this package, imports, and the views that live with their projections. */
@SpringBootApplication(
        scanBasePackages = {
            "org.geotimeline.api",
            "org.geotimeline.imports",
            "org.geotimeline.projection",
            "org.geotimeline.question"
        })
@ConfigurationPropertiesScan
class TimelineApplication {}
