package io.aerostat.protocol.certificate;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Thrown when a PEM file does not contain the expected certificate or key. */
public final class PemException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String problem;

    PemException(Path file, String problem, @Nullable Throwable cause) {
        super(file + ": " + problem, cause);
        this.problem = problem;
    }

    /** Returns what was found and what was expected, without the file name. */
    public String problem() {
        return problem;
    }
}
