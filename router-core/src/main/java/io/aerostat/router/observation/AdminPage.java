package io.aerostat.router.observation;

import java.util.Optional;

/**
 * The page on which operators see and change a running router, for the path service {@code admin}. Called on threads
 * that may block.
 */
public interface AdminPage {
    /** Returns the realm that the page joins: the realm with the management procedures. */
    String realm();

    /**
     * Returns the content of a file of the page.
     *
     * @param name such as {@code index.html} or {@code js/main.js}: lower-case letters, digits, {@code -}, {@code .}
     *     and {@code /}, without {@code ..}
     * @return empty if the page has no such file
     */
    Optional<byte[]> file(String name);
}
