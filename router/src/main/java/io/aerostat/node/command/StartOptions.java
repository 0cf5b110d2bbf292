package io.aerostat.node.command;

import io.aerostat.node.logging.LogFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * The options of a start. {@link #of} reads the usual options without the command-line library, which would take half
 * the time of a start: its class files are too old for the JVM to archive them or to verify them quickly.
 *
 * @param configuration the file that the user has named, or null
 * @param logFile the file for the log; null for the standard output
 */
public record StartOptions(
        @Nullable Path configuration,
        Level level,
        LogFormat format,
        @Nullable Path logFile) {
    private static final String FOLDER_VARIABLE = "CROSSBAR_DIR";

    private static final List<Path> PLACES = List.of(
            Path.of("config.json"),
            Path.of("config.yaml"),
            Path.of(".crossbar", "config.json"),
            Path.of(".crossbar", "config.yaml"));

    /** Creates options of a start that logs to the standard output. */
    public StartOptions(@Nullable Path configuration, Level level, LogFormat format) {
        this(configuration, level, format, null);
    }

    /**
     * Returns the options of a plain start: a command line in which each option name is followed by its value, and no
     * name occurs twice. Returns an empty result for any other command line, which can still be valid.
     */
    public static Optional<StartOptions> of(String[] arguments) {
        @Nullable Path configuration = null;
        @Nullable Level level = null;
        @Nullable LogFormat format = null;
        if (arguments.length % 2 != 0) {
            return Optional.empty();
        }
        for (int i = 0; i < arguments.length; i += 2) {
            String value = arguments[i + 1];
            try {
                if (arguments[i].equals("--config") && configuration == null && !value.startsWith("-")) {
                    configuration = Path.of(value);
                } else if (arguments[i].equals("--loglevel") && level == null) {
                    level = Level.valueOf(value.toUpperCase(Locale.ROOT));
                } else if (arguments[i].equals("--logformat") && format == null) {
                    format = LogFormat.valueOf(value.toUpperCase(Locale.ROOT));
                } else {
                    return Optional.empty();
                }
            } catch (IllegalArgumentException unknown) { // InvalidPathException is an IllegalArgumentException, too.
                return Optional.empty();
            }
        }
        return Optional.of(new StartOptions(
                configuration, level == null ? Level.INFO : level, format == null ? LogFormat.TEXT : format));
    }

    /**
     * Returns the file that the user has named. Otherwise, returns the file in the folder that the environment variable
     * {@code CROSSBAR_DIR} names. Without this variable, returns the first default file that exists, or the first
     * default file if none exists.
     */
    Path file() {
        return file(configuration);
    }

    static Path file(@Nullable Path named) {
        return file(named, System.getenv(FOLDER_VARIABLE));
    }

    /** @param folder the value of {@code CROSSBAR_DIR}, or null */
    static Path file(@Nullable Path named, @Nullable String folder) {
        if (named != null) {
            return named;
        }
        if (folder != null && !folder.isEmpty()) {
            return inFolder(Path.of(folder));
        }
        for (Path place : PLACES) {
            if (Files.exists(place)) {
                return place;
            }
        }
        return PLACES.get(0);
    }

    /** Returns the configuration file of a folder. If the path is a file, uses the folder of this file. */
    static Path inFolder(Path folder) {
        Path json = beside(folder).resolve("config.json");
        Path yaml = beside(folder).resolve("config.yaml");
        return !Files.exists(json) && Files.exists(yaml) ? yaml : json;
    }

    /** Returns a folder, or the folder of a file. */
    static Path beside(Path path) {
        return Files.isRegularFile(path) ? path.resolveSibling("") : path;
    }
}
