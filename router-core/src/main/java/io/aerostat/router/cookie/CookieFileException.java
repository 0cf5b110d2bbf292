package io.aerostat.router.cookie;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Thrown when the file of a cookie storage cannot be used. */
public final class CookieFileException extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    private final transient CookieStorage storage;

    CookieFileException(CookieStorage storage, String file, IOException cause) {
        super("cookie file " + file + " cannot be used: " + cause.getMessage(), cause);
        this.storage = storage;
    }

    /** Returns the storage that could not be opened. */
    public CookieStorage storage() {
        return storage;
    }
}
