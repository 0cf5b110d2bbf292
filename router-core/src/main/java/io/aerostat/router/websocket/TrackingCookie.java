package io.aerostat.router.websocket;

import io.aerostat.router.cookie.CookieStore;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.CookieHeaderNames.SameSite;
import io.netty.handler.codec.http.cookie.DefaultCookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import io.netty.handler.codec.http.cookie.ServerCookieEncoder;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;

/**
 * The cookie by which a browser is recognized when it connects again (docs/reference/crossbar.md#cookies).
 *
 * @param name of the cookie
 * @param length of its value in characters
 * @param maxAge how long a browser keeps it
 * @param secure whether browsers send it over TLS only; a cookie that was set over TLS is always sent over TLS only (COO-2)
 * @param httpOnly whether it is hidden from scripts
 * @param sameSite the {@code SameSite} attribute: {@code Strict}, {@code Lax} or {@code None}
 * @param store knows the values that were issued; any other value is replaced, so that nobody can choose the cookie of somebody else
 */
public record TrackingCookie(
        String name,
        int length,
        Duration maxAge,
        boolean secure,
        boolean httpOnly,
        Optional<String> sameSite,
        CookieStore store) {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    /** The names that a cookie may have, as a regular expression (RFC 6265 §4.1.1). */
    public static final String NAME = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";

    /** The number of characters of a value with at least 128 random bits. */
    public static final int SECURE_LENGTH = 22;

    private static final SecureRandom RANDOM = new SecureRandom();

    public TrackingCookie {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException(
                    "cookie name: found \"" + name + "\" (expected letters, digits and any of !#$%&'*+-.^_`|~)");
        }
        if (length < 6 || length > 64) {
            throw new IllegalArgumentException("cookie length: found " + length + " (expected 6 to 64)");
        }
        sameSite.ifPresent(SameSite::valueOf);
    }

    /** Returns the value that a request carries, if it was issued before. */
    Optional<String> carriedBy(HttpHeaders headers) {
        for (String header : headers.getAll(HttpHeaderNames.COOKIE)) {
            for (Cookie cookie : ServerCookieDecoder.STRICT.decode(header)) {
                if (cookie.name().equals(name) && store.isKnown(cookie.value())) {
                    return Optional.of(cookie.value());
                }
            }
        }
        return Optional.empty();
    }

    /** Issues a new value, which nobody can guess if its length is at least {@link #SECURE_LENGTH}. */
    String newValue() {
        StringBuilder value = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            value.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        store.issue(value.toString());
        return value.toString();
    }

    /**
     * Returns the value of the {@code Set-Cookie} header.
     *
     * @param tls whether the browser gets it over TLS
     */
    String header(String value, boolean tls) {
        DefaultCookie cookie = new DefaultCookie(name, value);
        cookie.setMaxAge(maxAge.toSeconds());
        cookie.setSecure(secure || tls);
        cookie.setHttpOnly(httpOnly);
        sameSite.map(SameSite::valueOf).ifPresent(cookie::setSameSite);
        return ServerCookieEncoder.STRICT.encode(cookie);
    }
}
