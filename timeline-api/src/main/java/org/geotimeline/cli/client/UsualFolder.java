package org.geotimeline.cli.client;

import java.nio.file.Path;
import java.util.Map;

/** Names the data folder for a command line without {@code --data}. The root command is one. */
@FunctionalInterface
public interface UsualFolder {

    Path usualFolder();

    /** {@code TIMELINE_DATA}, or else {@code .timeline}: beside the program if the launcher names its folder. */
    static Path of(Map<String, String> environment, Path workingFolder) {
        String named = environment.get("TIMELINE_DATA");
        if (named != null && !named.isBlank()) {
            return Path.of(named);
        }
        String program = System.getProperty("timeline.home");
        return (program == null ? workingFolder : Path.of(program)).resolve(".timeline");
    }
}
