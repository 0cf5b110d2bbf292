package io.aerostat.router.listener;

import java.nio.file.Path;

/** A certificate or key cannot be used. */
public final class TlsException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String item;

    /** Makes the failure of a file of a TLS configuration. */
    public TlsException(String item, Path file, String problem) {
        super(item + " " + file + ": " + problem);
        this.item = item;
    }

    /** Makes the failure of a part of a TLS configuration. */
    public TlsException(String item, String problem) {
        super(item + ": " + problem);
        this.item = item;
    }

    /** Returns the name of the option in configurations: {@code key}, {@code certificate} … */
    public String item() {
        return item;
    }
}
