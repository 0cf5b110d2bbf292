package io.aerostat.router.cookie;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The place where a router keeps its cookies, as plain data; {@link CookieStores} opens it. */
public sealed interface CookieStorage {
    /** Returns the file that is shared with every other storage in it; empty if there is none. */
    Optional<Path> file();

    /**
     * Opens the storage. Blocks.
     *
     * @param maxAge how long a cookie is valid
     */
    CookieStore open(Duration maxAge) throws IOException;

    /**
     * In memory, until the router ends.
     *
     * @param capacity maximum number of cookies with an identity, and of cookies without one
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
     * In a file, so that the cookies outlive the router. Services that name one file share its cookies.
     *
     * @param path the file
     * @param capacity maximum number of cookies with an identity, and of cookies without one
     * @param purge whether the router begins without the cookies that the file holds
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

    /** A store of the embedder, which also closes it. */
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
