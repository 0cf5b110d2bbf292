package io.aerostat.router.listener.option;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The options of a static file service.
 *
 * @param directoryListing whether the response for a folder without an index file is a list of its files
 * @param mimeTypes MIME types by file name extension, dot included, in addition to the built-in ones
 * @param cacheTimeout how long browsers may cache a file; empty to send no {@code Cache-Control}
 * @param defaultFile the file to serve in place of a missing one, as a path below the folder
 * @param hiddenFiles whether files and folders whose names begin with a dot are served; {@code .well-known} is always
 *     served
 */
public record StaticFileOptions(
        boolean directoryListing,
        Map<String, String> mimeTypes,
        Optional<Duration> cacheTimeout,
        Optional<String> defaultFile,
        boolean hiddenFiles) {
    public static final Duration DEFAULT_CACHE_TIMEOUT = Duration.ofHours(12);

    public static final StaticFileOptions DEFAULT =
            new StaticFileOptions(false, Map.of(), Optional.of(DEFAULT_CACHE_TIMEOUT), Optional.empty(), false);

    public StaticFileOptions {
        mimeTypes = Map.copyOf(mimeTypes);
    }
}
