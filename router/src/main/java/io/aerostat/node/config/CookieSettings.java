package io.aerostat.node.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The cookie by which a WebSocket transport recognizes browsers.
 *
 * @param length length of its value in characters
 * @param maxAge how long it is valid
 * @param secure whether it is sent over TLS only; one that is given out over TLS always is
 * @param httpOnly whether it is hidden from scripts
 * @param sameSite {@code Strict}, {@code Lax} or {@code None}
 * @param store where the identities that cookies prove are kept
 */
public record CookieSettings(
        String name,
        int length,
        Duration maxAge,
        boolean secure,
        boolean httpOnly,
        Optional<String> sameSite,
        Store store) {

    /** Where cookies are kept. */
    public sealed interface Store {

        /** Returns how many cookies of each kind are kept, with and without an identity. */
        int capacity();
    }

    /** In memory, until the node ends. */
    public record Memory(int capacity) implements Store {}

    /**
     * In a file. Transports that name one file share its cookies.
     *
     * @param purge whether to begin without cookies
     * @param origin where it is configured
     */
    public record InFile(Path file, boolean purge, int capacity, Origin origin) implements Store {}
}
