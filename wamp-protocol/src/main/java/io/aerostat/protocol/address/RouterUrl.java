package io.aerostat.protocol.address;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a router as a URL: {@code ws://host[:port]/path} for WebSocket; {@code rs://host:port} or
 * {@code tcp://host:port} for RawSocket; {@code unix:///path} for RawSocket over a Unix domain socket;
 * {@code http://host[:port]/path} for long-poll. With TLS, the schemes are {@code wss}, {@code rss} and {@code https}.
 *
 * @param framing how messages are put on the byte stream
 * @param tls whether the connection is encrypted
 * @param host the host name in ASCII; empty for a Unix domain socket
 * @param port the port; 0 for a Unix domain socket
 * @param path the path of the WebSocket service with its query, the path of the long-poll service, or the file of the
 *     Unix domain socket
 */
public record RouterUrl(Framing framing, boolean tls, String host, int port, String path) {
    /** The ways to put messages on the byte stream. */
    public enum Framing {
        WEBSOCKET,
        RAWSOCKET,
        LONGPOLL
    }

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final int MAX_PORT = 65_535;

    public RouterUrl {
        host = host.isEmpty() ? host : HostName.ascii(host).orElse(host);
    }

    /**
     * Parses a URL.
     *
     * @throws IllegalArgumentException if the URL has none of the forms above
     */
    public static RouterUrl parse(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw invalid(url, e.getReason());
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        Authority authority = Authority.of(uri);
        if (authority.hasUser()) {
            // The URL is not quoted, because its user information may contain a password.
            throw new IllegalArgumentException(
                    "url: found user information in a URL of scheme " + scheme + " (expected none)");
        }
        if (uri.getRawFragment() != null) {
            throw invalid(url, "a fragment");
        }
        return switch (scheme) {
            case "ws" -> webSocket(url, uri, authority, false);
            case "wss" -> webSocket(url, uri, authority, true);
            case "rs", "tcp" -> rawSocket(url, authority, false);
            case "rss" -> rawSocket(url, authority, true);
            case "unix" -> unix(url, uri);
            case "http" -> longPoll(url, uri, authority, false);
            case "https" -> longPoll(url, uri, authority, true);
            default -> throw invalid(url, "scheme " + (scheme.isEmpty() ? "none" : scheme));
        };
    }

    /**
     * The part of a URL before its path. Parsed here, because {@link URI} accepts only the host names of RFC 2396.
     *
     * @param host the host in ASCII; empty if there is none
     * @param port the port; −1 if there is none
     */
    private record Authority(boolean hasUser, String host, int port) {
        private static final Pattern NAME_AND_PORT = Pattern.compile("([^:@]+)(?::([0-9]{0,5}))?");

        static Authority of(URI uri) {
            if (uri.getHost() != null) {
                return new Authority(uri.getRawUserInfo() != null, uri.getHost(), uri.getPort());
            }
            String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
            Matcher matcher = NAME_AND_PORT.matcher(authority);
            if (!matcher.matches()) {
                return new Authority(authority.indexOf('@') >= 0, "", -1);
            }
            String port = matcher.group(2);
            return new Authority(
                    false,
                    HostName.ascii(matcher.group(1)).orElse(""),
                    port == null || port.isEmpty() ? -1 : Integer.parseInt(port));
        }
    }

    private static RouterUrl webSocket(String url, URI uri, Authority authority, boolean tls) {
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new RouterUrl(
                Framing.WEBSOCKET, tls, host(url, authority), httpPort(url, authority, tls), path(uri) + query);
    }

    private static RouterUrl longPoll(String url, URI uri, Authority authority, boolean tls) {
        if (uri.getRawQuery() != null) {
            throw invalid(url, "a query");
        }
        return new RouterUrl(Framing.LONGPOLL, tls, host(url, authority), httpPort(url, authority, tls), path(uri));
    }

    private static String path(URI uri) {
        return uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    }

    private static int httpPort(String url, Authority authority, boolean tls) {
        return checked(url, authority.port() != -1 ? authority.port() : tls ? HTTPS_PORT : HTTP_PORT);
    }

    private static RouterUrl rawSocket(String url, Authority authority, boolean tls) {
        String host = host(url, authority);
        if (authority.port() == -1) {
            throw invalid(url, "no port");
        }
        return new RouterUrl(Framing.RAWSOCKET, tls, host, checked(url, authority.port()), "");
    }

    private static RouterUrl unix(String url, URI uri) {
        if (uri.getPath() == null || uri.getPath().length() < 2) {
            throw invalid(url, "no path");
        }
        return new RouterUrl(Framing.RAWSOCKET, false, "", 0, uri.getPath());
    }

    private static String host(String url, Authority authority) {
        String host = authority.host();
        if (host.isEmpty()) {
            throw invalid(url, "no host");
        }
        // An IPv6 address is in brackets only within a URL.
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static int checked(String url, int port) {
        if (port < 1 || port > MAX_PORT) {
            throw invalid(url, "port " + port);
        }
        return port;
    }

    private static IllegalArgumentException invalid(String url, String found) {
        return new IllegalArgumentException("url " + url + ": found " + found
                + " (expected ws://, wss://, rs://host:port, rss://host:port, tcp://host:port, "
                + "unix:///path, http:// or https://)");
    }

    /** Returns the path of {@code name} relative to the path of this URL. */
    public String resolve(String name) {
        return path.endsWith("/") ? path + name : path + "/" + name;
    }

    /** Checks whether the URL addresses a Unix domain socket. */
    public boolean isUnix() {
        return host.isEmpty();
    }

    /** Returns host and port in the form of the {@code Host} header: without the default port of the scheme. */
    public String authority() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == (tls ? HTTPS_PORT : HTTP_PORT) ? name : name + ":" + port;
    }

    /** Returns this URL with another port. */
    public RouterUrl port(int another) {
        return new RouterUrl(framing, tls, host, checked(toString(), another), path);
    }

    /** Returns the complete URL. Do not log it, because the query may contain a token. */
    public String text() {
        int query = path.indexOf('?');
        return query < 0 ? toString() : this + path.substring(query);
    }

    /** Returns the URL without its query, which may contain a token. */
    @Override
    public String toString() {
        if (isUnix()) {
            return "unix://" + path;
        }
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        String plain = switch (framing) {
            case WEBSOCKET -> "ws";
            case RAWSOCKET -> "rs";
            case LONGPOLL -> "http";
        };
        String scheme = plain + (tls ? "s" : "");
        int query = path.indexOf('?'); // the query may contain a token
        return scheme + "://" + name + ":" + port + (query < 0 ? path : path.substring(0, query));
    }
}
