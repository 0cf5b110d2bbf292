package io.aerostat.router.web.file;

import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the conditional headers of a request: decides whether the client already has the current file (RFC 9110
 * §13).
 */
public final class Conditions {
    private Conditions() {}

    public static boolean isUnchanged(HttpHeaders request, String etag, Date modified) {
        if (request.contains(HttpHeaderNames.IF_NONE_MATCH)) {
            return request.getAll(HttpHeaderNames.IF_NONE_MATCH).stream().anyMatch(header -> names(header, etag));
        }
        Date since = date(request.get(HttpHeaderNames.IF_MODIFIED_SINCE));
        return since != null && !modified.after(since);
    }

    /**
     * Checks whether a range may be served. If not, the client's part is older than the file, and the whole file must
     * be served.
     */
    static boolean rangeApplies(HttpHeaders request, String etag, Date modified) {
        String condition = request.get(HttpHeaderNames.IF_RANGE);
        if (condition == null) {
            return true;
        }
        // RFC 9110 §13.1.5: a weak tag never matches here.
        return condition.strip().equals(etag) || modified.equals(date(condition));
    }

    private static boolean names(String header, String etag) {
        for (String tag : header.split(",", -1)) {
            String name = tag.strip();
            if (name.equals("*") || (name.startsWith("W/") ? name.substring(2) : name).equals(etag)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Date date(@Nullable String header) {
        return header == null ? null : DateFormatter.parseHttpDate(header.strip());
    }
}
