package io.aerostat.router.web.file;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Date;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a file that a request asks for (RFC 9110 §14).
 *
 * @param isWhole whether the part is the whole file, because the request asks for no range, or for a range in an
 *     unknown form
 * @param isSatisfiable whether the requested range lies within the file
 */
public record ByteRange(long from, long length, boolean isWhole, boolean isSatisfiable) {
    private static final Pattern SINGLE = Pattern.compile("bytes\\s*=\\s*(\\d{0,18})-(\\d{0,18})\\s*");

    public static ByteRange requested(HttpHeaders request, String etag, Date modified, long size) {
        ByteRange whole = new ByteRange(0, size, true, true);
        String header = request.get(HttpHeaderNames.RANGE);
        if (header == null || !Conditions.rangeApplies(request, etag, modified)) {
            return whole;
        }
        // RFC 9110 §14.2: several ranges, or a header in another form, may be ignored.
        Matcher matcher = SINGLE.matcher(header.strip());
        if (!matcher.matches() || matcher.group(1).isEmpty() && matcher.group(2).isEmpty()) {
            return whole;
        }
        if (matcher.group(1).isEmpty()) {
            long last = Long.parseLong(matcher.group(2));
            long length = Math.min(last, size);
            return new ByteRange(size - length, length, false, length > 0);
        }
        long from = Long.parseLong(matcher.group(1));
        long to = matcher.group(2).isEmpty() ? size - 1 : Long.parseLong(matcher.group(2));
        if (!matcher.group(2).isEmpty() && to < from) {
            return whole;
        }
        long end = Math.min(to, size - 1);
        return new ByteRange(from, end - from + 1, false, from < size);
    }
}
