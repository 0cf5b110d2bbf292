package io.aerostat.router.cookie;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The cookie stores of a router. Services with the same file share one store. Any thread. */
public final class CookieStores implements AutoCloseable {
    private final Map<Path, CookieStore> files = new ConcurrentHashMap<>();

    /**
     * Opens a storage. Returns the existing store if the storage's file is open already. Blocks.
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

    /** Closes the stores that have files. */
    @Override
    public void close() {
        files.values().forEach(CookieStore::close);
        files.clear();
    }
}
