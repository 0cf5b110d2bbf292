package io.aerostat.node.run;

import io.aerostat.node.config.CookieSettings;
import io.aerostat.router.cookie.CookieStore;
import io.aerostat.router.cookie.FileCookieStore;
import io.aerostat.router.cookie.MemoryCookieStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The cookie stores of a router worker; transports that name the same file share one. Closed with the worker. One thread at a time. */
final class CookieStores implements AutoCloseable {
    private final Map<Path, CookieStore> files = new HashMap<>();

    /**
     * Opens a store. Blocks.
     *
     * @throws Unusable if its file cannot be used
     */
    CookieStore open(CookieSettings settings) {
        if (settings.store() instanceof CookieSettings.InFile inFile) {
            return files.computeIfAbsent(
                    inFile.file().toAbsolutePath().normalize(), file -> open(file, inFile, settings));
        }
        return new MemoryCookieStore(settings.maxAge(), settings.store().capacity());
    }

    private static CookieStore open(Path file, CookieSettings.InFile inFile, CookieSettings settings) {
        try {
            return FileCookieStore.open(file, settings.maxAge(), inFile.capacity(), inFile.purge());
        } catch (IOException e) {
            throw new Unusable(inFile.origin(), "cookie file " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        files.values().forEach(CookieStore::close);
        files.clear();
    }
}
