package io.aerostat.protocol.certificate;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Thrown when a PEM file does not hold the certificate or key that is expected of it. */
public final class PemException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String problem;

    PemException(Path file, String problem, @Nullable Throwable cause) {
        super(file + ": " + problem, cause);
        this.problem = problem;
    }

    /** Returns what was found and what was expected, without the name of the file. */
    public String problem() {
        return problem;
    }
}
