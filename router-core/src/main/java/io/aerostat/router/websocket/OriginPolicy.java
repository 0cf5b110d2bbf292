package io.aerostat.router.websocket;

import io.aerostat.router.connection.RequestSource;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Decides from which web pages browsers may connect (RFC 6455 §4.2.2, WS-4). Immutable. */
final class OriginPolicy {
    /** An origin without a port: its host is a name, an IPv4 address, or an IPv6 address in brackets. */
    private static final Pattern WITHOUT_PORT = Pattern.compile("([a-z][a-z0-9+.-]*)://([^/:\\[\\]]+|\\[[^\\]]*])");

    private final List<String> patterns;
    private final List<Pattern> allowed;
    /** The patterns that contain a host name or address; {@code *} does not. */
    private final List<Pattern> named;

    private final boolean allowNull;
    private final OptionalInt externalPort;

    OriginPolicy(List<String> patterns, boolean allowNull, OptionalInt externalPort) {
        this.patterns = List.copyOf(patterns);
        this.allowed = patterns.stream().map(OriginPolicy::compile).collect(Collectors.toUnmodifiableList());
        this.named = patterns.stream()
                .filter(OriginPolicy::namesHost)
                .map(OriginPolicy::compile)
                .collect(Collectors.toUnmodifiableList());
        this.allowNull = allowNull;
        this.externalPort = externalPort;
    }

    /**
     * Checks whether a pattern contains a host name or address; {@code *}, {@code https://*} and {@code *:8080} do not.
     */
    private static boolean namesHost(String pattern) {
        String host = pattern.replaceFirst("^[^/]*://", "").replaceFirst(":[0-9*]*$", "");
        return host.chars().anyMatch(Character::isLetterOrDigit);
    }

    private static Pattern compile(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (String literal : pattern.toLowerCase(Locale.ROOT).split("\\*", -1)) {
            regex.append(regex.length() == 0 ? "" : ".*").append(Pattern.quote(literal));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    /** Refuses the request of a page that may not connect. A client without an {@code Origin} is not a browser. */
    void check(HttpHeaders headers, RequestSource source) throws WebSocketRefused {
        String origin = headers.get(HttpHeaderNames.ORIGIN);
        if (origin != null && !allows(origin.strip(), source.host(), source.isEncrypted())) {
            String reason = " (expected " + own(source.host(), source.isEncrypted()) + " or one of " + patterns
                    + uncounted(source) + ")";
            throw new WebSocketRefused(
                    "WebSocket connection denied: origin '" + origin + "' not allowed", printable(reason), false);
        }
    }

    static String printable(String text) {
        return text.replaceAll("[^ -~]", "?");
    }

    static String uncounted(RequestSource source) {
        return source.uncounted().map(why -> "; " + why).orElse("");
    }

    /**
     * Checks whether a page may connect.
     *
     * @param origin the {@code Origin} header
     * @param host the {@code Host} header
     */
    boolean allows(String origin, String host, boolean secure) {
        if (origin.equals("null")) {
            return allowNull;
        }
        return matches(origin, allowed) || isOwn(origin, host, secure);
    }

    /** Checks whether an origin is allowed explicitly: as the router's own origin, or by a pattern with a host. */
    boolean names(String origin, String host, boolean secure) {
        return !origin.equals("null") && (matches(origin, named) || isOwn(origin, host, secure));
    }

    private static boolean matches(String origin, List<Pattern> patterns) {
        String normal = withPort(origin.toLowerCase(Locale.ROOT));
        for (Pattern pattern : patterns) {
            if (pattern.matcher(origin.toLowerCase(Locale.ROOT)).matches()
                    || pattern.matcher(normal).matches()) {
                return true;
            }
        }
        return false;
    }

    /** Checks whether an origin is the router's own origin, whose pages may always connect. */
    private boolean isOwn(String origin, String host, boolean secure) {
        return withPort(origin.toLowerCase(Locale.ROOT)).equals(own(host, secure));
    }

    /** Returns the origin of the router's own pages. */
    String own(String host, boolean secure) {
        String own = withPort((secure ? "https://" : "http://") + host.toLowerCase(Locale.ROOT));
        return externalPort.isPresent() ? own.substring(0, own.lastIndexOf(':') + 1) + externalPort.getAsInt() : own;
    }

    /** Returns an origin with its port, even if that is the default port of the scheme. */
    private static String withPort(String origin) {
        Matcher matcher = WITHOUT_PORT.matcher(origin);
        return matcher.matches() ? origin + (matcher.group(1).equals("https") ? ":443" : ":80") : origin;
    }
}
