package io.aerostat.router.connection;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The proxies that forwarded a request, as they describe themselves in its headers.
 *
 * @param proxies in the order of the request: the proxy nearest to the client first, the one that is connected here
 *     last
 */
record Forwarding(List<Proxy> proxies) {
    /**
     * The facts that one proxy reports about a request.
     *
     * @param client the address from which the request came
     * @param scheme {@code http} or {@code https}
     * @param host the {@code Host} that was asked for
     */
    record Proxy(Optional<String> client, Optional<String> scheme, Optional<String> host) {
        static final Proxy SILENT = new Proxy(Optional.empty(), Optional.empty(), Optional.empty());

        /** Parses an element of {@code Forwarded}: pairs of a name and a value, which may be quoted. */
        private static Proxy of(String element) {
            Proxy proxy = SILENT;
            for (String pair : split(element, ';')) {
                int equals = pair.indexOf('=');
                String value = unquoted(pair.substring(equals + 1).strip());
                Optional<String> said = value.isEmpty() ? Optional.empty() : Optional.of(value);
                proxy = switch (pair.substring(0, Math.max(0, equals)).strip().toLowerCase(Locale.ROOT)) {
                    case "for" -> new Proxy(said, proxy.scheme, proxy.host);
                    case "proto" -> new Proxy(proxy.client, said, proxy.host);
                    case "host" -> new Proxy(proxy.client, proxy.scheme, said);
                    default -> proxy; // "by", and extensions
                };
            }
            return proxy;
        }
    }

    static final String FOR = "X-Forwarded-For";
    static final String SCHEME = "X-Forwarded-Proto";
    static final String HOST = "X-Forwarded-Host";
    static final String STANDARD = "Forwarded";

    /**
     * Reads {@code X-Forwarded-…}, or {@code Forwarded} if the former are absent: a proxy that sets the former may
     * forward the latter unchanged.
     */
    static Forwarding of(HttpHeaders headers) {
        if (headers.contains(FOR) || headers.contains(SCHEME) || headers.contains(HOST)) {
            return of(items(headers, FOR), items(headers, SCHEME), items(headers, HOST));
        }
        return new Forwarding(items(headers, STANDARD).stream().map(Proxy::of).toList());
    }

    /** Reads {@code X-Forwarded-…}; the number of addresses is the number of proxies. */
    private static Forwarding of(List<String> clients, List<String> schemes, List<String> hosts) {
        List<Proxy> proxies = new ArrayList<>();
        for (int fromEnd = Math.max(1, clients.size()); fromEnd > 0; fromEnd--) {
            proxies.add(new Proxy(at(clients, fromEnd), at(schemes, fromEnd), at(hosts, fromEnd)));
        }
        return new Forwarding(proxies);
    }

    /** Returns the value for a proxy; a single value holds for all proxies. */
    private static Optional<String> at(List<String> said, int fromEnd) {
        return said.isEmpty()
                ? Optional.empty()
                : Optional.of(said.get(Math.max(0, said.size() - fromEnd))).filter(value -> !value.isEmpty());
    }

    /**
     * Returns what the outermost trusted proxy says. The search begins with the proxy that is connected here, and
     * follows the address that each proxy names as its client.
     *
     * @param isTrusted whether an address is that of a trusted proxy
     */
    Proxy outermost(Predicate<String> isTrusted) {
        if (proxies.isEmpty()) {
            return Proxy.SILENT;
        }
        int index = proxies.size() - 1;
        while (index > 0 && proxies.get(index).client().filter(isTrusted).isPresent()) {
            index--;
        }
        return proxies.get(index);
    }

    private static List<String> items(HttpHeaders headers, String name) {
        List<String> items = new ArrayList<>();
        headers.getAll(name).forEach(header -> items.addAll(split(header, ',')));
        return items;
    }

    /** Splits a text at the separators that are not in quotes. */
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
