package io.aerostat.validation;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown when a schema or a description of a contract cannot be used. */
public final class InvalidSchemaFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * A problem of a file.
     *
     * @param pointer the place of the problem, as a JSON Pointer (RFC 6901)
     * @param message the problem, in the form {@code found X (expected Y)}
     */
    public record Problem(String pointer, String message) {}

    InvalidSchemaFileException(List<Problem> problems) {
        super(problems.stream()
                .map(problem -> (problem.pointer.isEmpty() ? "" : problem.pointer + ": ") + problem.message)
                .collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    /** Returns the problems; of a schema with many problems, the first ten. */
    public List<Problem> problems() {
        return problems;
    }
}
