package io.aerostat.router.cookie;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The cookie stores of a router. Services that name one file share its store. Any thread. */
public final class CookieStores implements AutoCloseable {
    private final Map<Path, CookieStore> files = new ConcurrentHashMap<>();

    /**
     * Opens a storage, or returns the store of its file if that is open. Blocks.
     *
     * @param maxAge how long a cookie is valid
     * @throws CookieFileException if the file cannot be used
     */
    public CookieStore open(CookieStorage storage, Duration maxAge) {
        Optional<Path> file = storage.file();
        return file.isPresent()
                ? files.computeIfAbsent(file.get(), path -> opened(storage, maxAge))
                : opened(storage, maxAge);
    }

    private static CookieStore opened(CookieStorage storage, Duration maxAge) {
        try {
            return storage.open(maxAge);
        } catch (IOException e) {
            throw new CookieFileException(
                    storage, storage.file().map(Path::toString).orElse(""), e);
        }
    }

    /** Closes the stores of files. */
    @Override
    public void close() {
        files.values().forEach(CookieStore::close);
        files.clear();
    }
}
