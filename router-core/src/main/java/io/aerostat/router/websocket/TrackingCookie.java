package io.aerostat.router.websocket;

import io.aerostat.router.cookie.CookieStore;
import io.aerostat.router.listener.option.CookieOptions;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.CookieHeaderNames.SameSite;
import io.netty.handler.codec.http.cookie.DefaultCookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import io.netty.handler.codec.http.cookie.ServerCookieEncoder;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * The cookie of a service, and the store of issued values. A value that was not issued is replaced, so that nobody can
 * choose the value of another person's cookie.
 */
public record TrackingCookie(CookieOptions options, CookieStore store) {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Returns the cookie value in the request, if the router has issued it. */
    Optional<String> carriedBy(HttpHeaders headers) {
        for (String header : headers.getAll(HttpHeaderNames.COOKIE)) {
            for (Cookie cookie : ServerCookieDecoder.STRICT.decode(header)) {
                if (cookie.name().equals(options.name()) && store.isKnown(cookie.value())) {
                    return Optional.of(cookie.value());
                }
            }
        }
        return Optional.empty();
    }

    /** Issues a new value. Nobody can guess a value of at least {@link CookieOptions#SECURE_LENGTH} characters. */
    String newValue() {
        StringBuilder value = new StringBuilder(options.length());
        for (int i = 0; i < options.length(); i++) {
            value.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        store.issue(value.toString());
        return value.toString();
    }

    /**
     * Returns the value of the {@code Set-Cookie} header.
     *
     * @param tls whether the browser gets the cookie over TLS
     */
    String header(String value, boolean tls) {
        DefaultCookie cookie = new DefaultCookie(options.name(), value);
        cookie.setMaxAge(options.maxAge().toSeconds());
        cookie.setSecure(options.secure() || tls);
        cookie.setHttpOnly(options.httpOnly());
        options.sameSite().map(TrackingCookie::sameSite).ifPresent(cookie::setSameSite);
        return ServerCookieEncoder.STRICT.encode(cookie);
    }

    private static SameSite sameSite(CookieOptions.SameSite value) {
        return SameSite.valueOf(value.word());
    }
}
