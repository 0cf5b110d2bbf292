package io.aerostat.node.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The cookie by which a browser is recognized.
 *
 * @param name its name
 * @param length characters of its value
 * @param maxAge how long browsers keep it
 * @param secure sent over TLS only
 * @param httpOnly hidden from scripts
 * @param sameSite the {@code SameSite} attribute
 * @param file where cookies are kept over a restart; empty: in memory
 * @param purgeOnStart whether that file is emptied at the start
 */
public record CookieSettings(
        String name,
        int length,
        Duration maxAge,
        boolean secure,
        boolean httpOnly,
        Optional<String> sameSite,
        Optional<Path> file,
        boolean purgeOnStart) {}
