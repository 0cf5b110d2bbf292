package io.aerostat.router.connection;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The headers of a request as {@link io.aerostat.router.link.TransportInfo} has them. */
public final class HttpHeaderMap {
    private HttpHeaderMap() {}

    /** By lower-case name; the values of a repeated header are joined by commas. */
    public static Map<String, String> of(HttpHeaders headers) {
        Map<String, String> byName = new HashMap<>();
        headers.forEach(header -> byName.merge(
                header.getKey().toLowerCase(Locale.ROOT), header.getValue(), (one, other) -> one + ", " + other));
        return byName;
    }
}
