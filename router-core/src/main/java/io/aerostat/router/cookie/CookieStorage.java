package io.aerostat.router.cookie;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Describes as plain data where a router keeps its cookies; {@link CookieStores} opens the storage. */
public sealed interface CookieStorage {
    /** Returns the file of the storage; empty if there is none. Storages with the same file share their cookies. */
    Optional<Path> file();

    /**
     * Opens the storage. Blocks.
     *
     * @param maxAge how long a cookie is valid
     */
    CookieStore open(Duration maxAge) throws IOException;

    /**
     * Cookies in memory, until the router ends.
     *
     * @param capacity the limit for cookies with an identity; the same limit applies separately to cookies without one
     */
    record InMemory(int capacity) implements CookieStorage {
        @Override
        public Optional<Path> file() {
            return Optional.empty();
        }

        @Override
        public CookieStore open(Duration maxAge) {
            return new MemoryCookieStore(maxAge, capacity);
        }
    }

    /**
     * Cookies in a file, so that they survive a restart of the router. Services with the same file share its cookies.
     *
     * @param path the file
     * @param capacity the limit for cookies with an identity; the same limit applies separately to cookies without one
     * @param purge whether to delete the cookies in the file when the storage is opened
     */
    record InFile(Path path, int capacity, boolean purge) implements CookieStorage {
        @Override
        public Optional<Path> file() {
            return Optional.of(path.toAbsolutePath().normalize());
        }

        @Override
        public CookieStore open(Duration maxAge) throws IOException {
            return FileCookieStore.open(path, maxAge, capacity, purge);
        }
    }

    /** A store that the embedder provides and closes. */
    record Custom(CookieStore store) implements CookieStorage {
        @Override
        public Optional<Path> file() {
            return Optional.empty();
        }

        @Override
        public CookieStore open(Duration maxAge) {
            return store;
        }
    }
}
