package io.aerostat.node.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What answers on a path of a web transport. */
public sealed interface PathService {

    /**
     * The files of a folder.
     *
     * @param folder the folder
     * @param directoryListing whether folders without an index file are listed
     * @param mimeTypes from the extension, such as {@code .svg}, to the type
     * @param cacheTimeout how long browsers may keep a file; empty: not told
     * @param defaultFile served for every path without a file
     */
    record Static(
            Path folder,
            boolean directoryListing,
            Map<String, String> mimeTypes,
            Optional<Duration> cacheTimeout,
            Optional<String> defaultFile)
            implements PathService {
        public Static {
            mimeTypes = Map.copyOf(mimeTypes);
        }
    }

    /** WAMP over WebSocket. */
    record WebSocket(WebSocketSettings settings) implements PathService {}

    /** WAMP over HTTP long-poll. */
    record LongPoll(LongPollOptions options) implements PathService {}

    /**
     * A JSON value.
     *
     * @param value the value as JSON text
     * @param allowCrossOrigin whether pages of other origins may read it
     * @param discourageCaching whether caches are told not to keep it
     */
    record Json(String value, boolean allowCrossOrigin, boolean discourageCaching) implements PathService {}

    /** A redirection to another URL. */
    record Redirect(String url) implements PathService {}

    /** A page about the node. */
    record NodeInfo() implements PathService {}

    /** Further services, one path component deeper. */
    record Nested(Map<String, PathService> paths) implements PathService {
        public Nested {
            paths = Collections.unmodifiableMap(new LinkedHashMap<>(paths));
        }
    }
}
