package io.aerostat.router.web;

import io.aerostat.router.transport.Wire;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Sends requests exactly as given. The JDK's client would correct them. */
final class HttpClient {
    /** A response, with its body as Latin-1 text and its header names in lower case. */
    record Reply(int status, Map<String, String> headers, String body) {}

    private HttpClient() {}

    static Reply get(SocketAddress address, String target, String... headers) throws Exception {
        return request(address, "GET", target, headers);
    }

    static Reply request(SocketAddress address, String method, String target, String... headers) throws Exception {
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return raw(address, request + "Connection: close\r\n\r\n");
    }

    /** Sends bytes, and returns everything that comes back. */
    static Reply raw(SocketAddress address, String bytes) throws Exception {
        try (Wire wire = Wire.connect(address)) {
            wire.send(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return parse(new String(wire.readToEnd(Duration.ofSeconds(30)), StandardCharsets.ISO_8859_1));
        }
    }

    static Reply parse(String text) {
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new AssertionError("no HTTP response: " + text);
        }
        String[] lines = text.substring(0, end).split("\r\n", -1);
        Map<String, String> headers = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip());
        }
        return new Reply(Integer.parseInt(lines[0].split(" ", -1)[1]), headers, text.substring(end + 4));
    }
}
