package io.aerostat.router.connection;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Makes the map of headers in {@link io.aerostat.router.session.TransportInfo}. */
public final class HttpHeaderMap {
    /**
     * Headers that are not secret and have the same value on most connections, so that all sessions can share one copy
     * of the text.
     */
    private static final List<String> USUAL = List.of(
            "host",
            "connection",
            "upgrade",
            "origin",
            "user-agent",
            "pragma",
            "cache-control",
            "accept-encoding",
            "accept-language",
            "sec-websocket-version",
            "sec-websocket-protocol",
            "sec-websocket-extensions",
            "content-type",
            "content-length",
            "accept");

    private static final AtomicReferenceArray<String> LATEST = new AtomicReferenceArray<>(USUAL.size());

    private HttpHeaderMap() {}

    /** Returns the headers by their lower-case names. The values of a repeated header are joined by commas. */
    public static Map<String, String> of(HttpHeaders headers) {
        Map<String, String> byName = new HashMap<>();
        headers.forEach(header -> {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            int usual = USUAL.indexOf(name);
            byName.merge(
                    usual < 0 ? name : USUAL.get(usual),
                    usual < 0 ? header.getValue() : shared(usual, header.getValue()),
                    (one, other) -> one + ", " + other);
        });
        return byName;
    }

    private static String shared(int usual, String value) {
        String latest = LATEST.get(usual);
        if (value.equals(latest)) {
            return latest;
        }
        LATEST.set(usual, value);
        return value;
    }
}
