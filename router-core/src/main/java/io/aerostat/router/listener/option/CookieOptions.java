package io.aerostat.router.listener.option;

import io.aerostat.router.cookie.CookieStorage;
import java.time.Duration;
import java.util.Optional;

/**
 * The options of the cookie by which the router recognizes a browser that connects again
 * (docs/reference/crossbar.md#cookies).
 *
 * @param name the name of the cookie
 * @param length the length of the value in characters; a value shorter than {@link #SECURE_LENGTH} can be guessed
 * @param maxAge how long the cookie is valid after the router has issued it
 * @param secure whether browsers send the cookie over TLS only; always the case for a cookie that was issued over TLS
 *     (COO-2)
 * @param httpOnly whether the cookie is hidden from scripts
 * @param sameSite whether browsers send the cookie with requests from pages of other sites; empty leaves that to the
 *     browser
 * @param storage where the router keeps the cookies that it has issued
 */
public record CookieOptions(
        String name,
        int length,
        Duration maxAge,
        boolean secure,
        boolean httpOnly,
        Optional<SameSite> sameSite,
        CookieStorage storage) {
    /** The names that a cookie may have, as a regular expression (RFC 6265 §4.1.1). */
    public static final String NAME = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";

    /** The shortest length at which a value has at least 128 random bits. */
    public static final int SECURE_LENGTH = 22;

    /** The values of the attribute {@code SameSite}. */
    public enum SameSite {
        STRICT("Strict"),
        LAX("Lax"),
        NONE("None");

        private final String word;

        SameSite(String word) {
            this.word = word;
        }

        /** Returns the value as written in the header. */
        public String word() {
            return word;
        }
    }

    public CookieOptions {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException(
                    "cookie name: found \"" + name + "\" (expected letters, digits and any of !#$%&'*+-.^_`|~)");
        }
        if (length < 6 || length > 64) {
            throw new IllegalArgumentException("cookie length: found " + length + " (expected 6 to 64)");
        }
        if (maxAge.isNegative() || maxAge.isZero()) {
            throw new IllegalArgumentException("cookie max age: found " + maxAge + " (expected a positive duration)");
        }
    }
}
