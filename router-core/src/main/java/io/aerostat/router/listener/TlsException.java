package io.aerostat.router.listener;

import java.nio.file.Path;

/** Thrown when a certificate or key cannot be used. */
public final class TlsException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String item;

    /** Creates an exception about a file in a TLS configuration. */
    public TlsException(String item, Path file, String problem) {
        super(item + " " + file + ": " + problem);
        this.item = item;
    }

    /** Creates an exception about a part of a TLS configuration that is not a file. */
    public TlsException(String item, String problem) {
        super(item + ": " + problem);
        this.item = item;
    }

    /** Returns the name of the option in configurations, such as {@code key} or {@code certificate}. */
    public String item() {
        return item;
    }
}
