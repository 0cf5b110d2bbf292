package io.aerostat.router.connection;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What proxies say of the way of a request, each list in the order of the way: the last item is from the proxy that is connected here.
 *
 * @param clients who was connected to each proxy
 * @param schemes {@code http} or {@code https}, as each proxy was asked
 * @param hosts the {@code Host} that each proxy was asked for
 */
record Forwarding(List<String> clients, List<String> schemes, List<String> hosts) {
    static final String FOR = "X-Forwarded-For";
    static final String SCHEME = "X-Forwarded-Proto";
    static final String HOST = "X-Forwarded-Host";
    static final String STANDARD = "Forwarded";

    /** From {@code X-Forwarded-…}, or from {@code Forwarded} where there are none of these: a proxy that sets the first may pass on the second as it came. */
    static Forwarding of(HttpHeaders headers) {
        if (headers.contains(FOR) || headers.contains(SCHEME) || headers.contains(HOST)) {
            return new Forwarding(items(headers, FOR), items(headers, SCHEME), items(headers, HOST));
        }
        Forwarding forwarding = new Forwarding(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (String header : headers.getAll(STANDARD)) {
            split(header, ',').forEach(forwarding::add);
        }
        return forwarding;
    }

    /** An element of {@code Forwarded}: pairs of a name and a value that may be quoted. */
    private void add(String element) {
        for (String pair : split(element, ';')) {
            int equals = pair.indexOf('=');
            String value = unquoted(pair.substring(equals + 1).strip());
            switch (pair.substring(0, Math.max(0, equals)).strip().toLowerCase(Locale.ROOT)) {
                case "for" -> clients.add(value);
                case "proto" -> schemes.add(value);
                case "host" -> hosts.add(value);
                default -> {
                    // "by", and extensions
                }
            }
        }
    }

    private static List<String> items(HttpHeaders headers, String name) {
        List<String> items = new ArrayList<>();
        headers.getAll(name).forEach(header -> items.addAll(split(header, ',')));
        return items;
    }

    /** The parts between separators that are not in quotes. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\' && quoted) {
                i++;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(from, i).strip());
                from = i + 1;
            }
        }
        parts.add(text.substring(from).strip());
        return parts;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1") : value;
    }
}
