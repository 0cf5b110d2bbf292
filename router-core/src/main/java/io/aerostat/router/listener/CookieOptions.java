package io.aerostat.router.listener;

import io.aerostat.router.cookie.CookieStorage;
import java.time.Duration;
import java.util.Optional;

/**
 * The cookie by which the router recognizes a browser that connects again (docs/reference/crossbar.md#cookies).
 *
 * @param name the name of the cookie
 * @param length the length of its value in characters; fewer than {@link #SECURE_LENGTH} can be guessed
 * @param maxAge how long it is valid after the router gave it out
 * @param secure whether browsers send it over TLS only; a cookie that was given out over TLS always is (COO-2)
 * @param httpOnly whether it is hidden from scripts
 * @param sameSite whether browsers send it with requests of pages of other sites; empty leaves that to the browser
 * @param storage where the router keeps the cookies that it gave out
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

    /** Number of characters of a value that has at least 128 random bits. */
    public static final int SECURE_LENGTH = 22;

    /** A value of the attribute {@code SameSite}. */
    public enum SameSite {
        STRICT("Strict"),
        LAX("Lax"),
        NONE("None");

        private final String word;

        SameSite(String word) {
            this.word = word;
        }

        /** Returns the word in the header. */
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
