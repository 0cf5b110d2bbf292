package io.aerostat.router.connection;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The proxies that forwarded a request, according to the headers of the request.
 *
 * @param proxies in the order in which they forwarded the request; the last one is connected to the router
 */
record Forwarding(List<Proxy> proxies) {
    /**
     * The facts that one proxy reports about a request.
     *
     * @param client the address from which the proxy received the request
     * @param scheme {@code http} or {@code https}
     * @param host the {@code Host} that the client requested
     */
    record Proxy(Optional<String> client, Optional<String> scheme, Optional<String> host) {
        static final Proxy SILENT = new Proxy(Optional.empty(), Optional.empty(), Optional.empty());

        /** Parses an element of {@code Forwarded}: pairs of a name and a possibly quoted value. */
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
                    default -> proxy; // "by" and extensions are ignored
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
     * Reads {@code X-Forwarded-…}, or {@code Forwarded} if there is no such header. The order matters, because a proxy
     * that sets {@code X-Forwarded-…} may pass the client's own {@code Forwarded} header through unchanged.
     */
    static Forwarding of(HttpHeaders headers) {
        if (headers.contains(FOR) || headers.contains(SCHEME) || headers.contains(HOST)) {
            return of(items(headers, FOR), items(headers, SCHEME), items(headers, HOST));
        }
        return new Forwarding(items(headers, STANDARD).stream().map(Proxy::of).toList());
    }

    /** Reads the {@code X-Forwarded-…} headers; each client address was added by one proxy. */
    private static Forwarding of(List<String> clients, List<String> schemes, List<String> hosts) {
        List<Proxy> proxies = new ArrayList<>();
        for (int fromEnd = Math.max(1, clients.size()); fromEnd > 0; fromEnd--) {
            proxies.add(new Proxy(at(clients, fromEnd), at(schemes, fromEnd), at(hosts, fromEnd)));
        }
        return new Forwarding(proxies);
    }

    /** Returns the value of one proxy; a single value applies to all proxies. */
    private static Optional<String> at(List<String> said, int fromEnd) {
        return said.isEmpty()
                ? Optional.empty()
                : Optional.of(said.get(Math.max(0, said.size() - fromEnd))).filter(value -> !value.isEmpty());
    }

    /**
     * Returns the facts from the outermost trusted proxy. The search begins at the proxy that is connected to the
     * router, and continues as long as a proxy's client is a trusted proxy.
     *
     * @param isTrusted checks whether an address belongs to a trusted proxy
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

    /** Splits a text at the separators outside quotes. */
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
