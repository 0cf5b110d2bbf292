package io.aerostat.node.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The cookie by which the browsers of a WebSocket transport are recognized.
 *
 * @param length of its value in characters
 * @param maxAge how long it counts
 * @param secure whether it is sent over TLS only; one that is given out over TLS always is
 * @param httpOnly whether it is hidden from scripts
 * @param sameSite {@code Strict}, {@code Lax} or {@code None}
 * @param store where it is remembered who authenticated on which cookie
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

        /** How many cookies of each kind, with and without somebody who authenticated on them. */
        int capacity();
    }

    /** Until the node ends. */
    public record Memory(int capacity) implements Store {}

    /**
     * In a file. Transports that name one file share its cookies.
     *
     * @param purge whether to begin with none
     * @param origin where it is configured
     */
    public record InFile(Path file, boolean purge, int capacity, Origin origin) implements Store {}
}
