package io.aerostat.router.web.cgi;

import io.aerostat.router.web.exchange.Response;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads what a script has written (RFC 3875 §6). Stateless; any thread. */
final class CgiResponse {
    /** The largest number of bytes of the headers. */
    private static final int MAX_HEAD = 64 * 1024;

    /** Headers that belong to the connection, which a script must not set. */
    private static final Set<String> OF_CONNECTION = Set.of(
            "connection",
            "content-length",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private CgiResponse() {}

    /** Returns the response; empty if the output is not a valid response. */
    static Optional<Response> read(byte[] output) {
        int bodyAt = -1;
        int lineAt = 0;
        HttpHeaders headers = new DefaultHttpHeaders();
        int status = 0;
        String reason = "";
        for (int i = 0; i < Math.min(output.length, MAX_HEAD) && bodyAt < 0; i++) {
            if (output[i] != '\n') {
                continue;
            }
            int end = i > lineAt && output[i - 1] == '\r' ? i - 1 : i;
            String line = new String(output, lineAt, end - lineAt, StandardCharsets.ISO_8859_1);
            lineAt = i + 1;
            if (line.isEmpty()) {
                bodyAt = lineAt;
            } else if (line.toLowerCase(Locale.ROOT).startsWith("status:")) {
                String value = line.substring(line.indexOf(':') + 1).strip();
                if (!value.matches("[2-5]\\d\\d( [ -~]*)?")) {
                    return Optional.empty();
                }
                status = Integer.parseInt(value.substring(0, 3));
                reason = value.substring(3).strip();
            } else if (!add(headers, line)) {
                return Optional.empty();
            }
        }
        boolean redirects = headers.contains(HttpHeaderNames.LOCATION);
        if (bodyAt < 0 || headers.isEmpty() && status == 0) {
            return Optional.empty();
        }
        int code = status != 0 ? status : redirects ? 302 : 200;
        HttpResponseStatus answer = reason.isEmpty()
                        || HttpResponseStatus.valueOf(code).reasonPhrase().equals(reason)
                ? HttpResponseStatus.valueOf(code)
                : new HttpResponseStatus(code, reason);
        return Optional.of(new Response(answer, headers, Arrays.copyOfRange(output, bodyAt, output.length)));
    }

    private static boolean add(HttpHeaders headers, String line) {
        int colon = line.indexOf(':');
        if (colon < 1 || !line.substring(0, colon).matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
            return false;
        }
        String value = line.substring(colon + 1).strip();
        if (!value.matches("[\\t -~\\u0080-\\u00ff]*")) {
            return false;
        }
        String name = line.substring(0, colon);
        if (!OF_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
            headers.add(name, value);
        }
        return true;
    }
}
