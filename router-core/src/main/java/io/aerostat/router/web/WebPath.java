package io.aerostat.router.web;

import io.aerostat.router.listener.WebSocketOptions;
import io.aerostat.router.longpoll.LongPollTransport;
import io.aerostat.router.websocket.WebSocketTransport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What is served at a path of a web transport (docs/reference/crossbar.md#web-transport). */
public sealed interface WebPath {

    /**
     * Files of a folder; nothing outside of it, neither by {@code ..} nor by symbolic links.
     *
     * @param directoryListing whether a folder without an index file shows what it holds
     * @param mimeTypes by file name extension with its dot, besides the usual ones
     * @param cacheTimeout for {@code Cache-Control}; none, no header
     * @param defaultFile served in place of a missing one, as a path below the folder
     * @param hiddenFiles whether files and folders whose names begin with a dot are served; {@code .well-known} always is
     * @param privateFiles never served, nor the copies that editors and this program make beside them
     */
    record Static(
            Path directory,
            boolean directoryListing,
            Map<String, String> mimeTypes,
            Optional<Duration> cacheTimeout,
            Optional<String> defaultFile,
            boolean hiddenFiles,
            Set<Path> privateFiles)
            implements WebPath {
        public static final Duration DEFAULT_CACHE_TIMEOUT = Duration.ofHours(12);

        public Static {
            mimeTypes = Map.copyOf(mimeTypes);
            privateFiles = Set.copyOf(privateFiles);
        }

        /** Without hidden files. */
        public Static(
                Path directory,
                boolean directoryListing,
                Map<String, String> mimeTypes,
                Optional<Duration> cacheTimeout,
                Optional<String> defaultFile) {
            this(directory, directoryListing, mimeTypes, cacheTimeout, defaultFile, false, Set.of());
        }

        /** With the defaults. */
        public Static(Path directory) {
            this(directory, false, Map.of(), Optional.of(DEFAULT_CACHE_TIMEOUT), Optional.empty());
        }

        /** The same, with files and folders whose names begin with a dot. */
        public Static withHiddenFiles() {
            return new Static(directory, directoryListing, mimeTypes, cacheTimeout, defaultFile, true, privateFiles);
        }

        /** The same, without files that would tell secrets. */
        public Static withPrivateFiles(Set<Path> files) {
            return new Static(directory, directoryListing, mimeTypes, cacheTimeout, defaultFile, hiddenFiles, files);
        }
    }

    /** WAMP over WebSocket, at this path and whatever is below it. */
    record WebSocket(WebSocketTransport transport) implements WebPath {}

    /** WebSocket that sends every message back, whatever its subprotocol: for tests from outside. */
    record WebSocketEcho(WebSocketOptions options) implements WebPath {}

    /** WAMP over HTTP requests, at the paths below this one (LP-1 to LP-7). */
    record LongPoll(LongPollTransport transport) implements WebPath {}

    /** A fixed JSON document, already encoded. */
    record Json(String document, boolean allowCrossOrigin, boolean discourageCaching) implements WebPath {}

    /** Sends browsers elsewhere (302). */
    record Redirect(String url) implements WebPath {}

    /**
     * A page about this node; for whoever prefers {@code application/json}, a dictionary.
     *
     * @param facts texts and numbers; asked on an event loop, must not block
     */
    record NodeInfo(Supplier<Map<String, Object>> facts) implements WebPath {}

    /** Paths below a path; {@code /} is what answers if none of them does. */
    record Nested(Map<String, WebPath> paths) implements WebPath {
        public Nested {
            paths = Map.copyOf(new LinkedHashMap<>(paths));
        }
    }
}
