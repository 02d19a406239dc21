package org.geotimeline.api;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The application: the API, the imports, the questions, and the views that lie with their projections. */
@SpringBootApplication(
        scanBasePackages = {
            "org.geotimeline.api",
            "org.geotimeline.imports",
            "org.geotimeline.projection",
            "org.geotimeline.question"
        })
@ConfigurationPropertiesScan
class TimelineApplication {}
