package io.aerostat.node.config;

import io.aerostat.router.web.WebPath;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What answers on a path of a web transport. */
public sealed interface PathService {

    /**
     * Something that needs nothing of the running node: files, a JSON value, a redirection.
     *
     * @param path what answers
     */
    record Fixed(WebPath path) implements PathService {}

    /** WAMP over WebSocket. */
    record WebSocket(WebSocketSettings settings) implements PathService {}

    /** WAMP over HTTP long-poll. */
    record LongPoll(LongPollSettings settings) implements PathService {}

    /** A page about the node. */
    record NodeInfo() implements PathService {}

    /** Further services, one path component deeper. */
    record Nested(Map<String, PathService> paths) implements PathService {
        public Nested {
            paths = Collections.unmodifiableMap(new LinkedHashMap<>(paths));
        }
    }
}
