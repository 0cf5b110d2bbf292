package io.aerostat.command.line;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Reads the paths of a command line or profile. */
public final class Paths {
    private Paths() {}

    /**
     * Converts a text to a path.
     *
     * @throws CommandFailure if the system cannot express the path
     */
    public static Path read(String text) throws CommandFailure {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw failure(e);
        }
    }

    /** Returns the failure of a command whose user has named this path. */
    public static CommandFailure failure(InvalidPathException e) {
        return CommandFailure.usage("found \"" + Terminal.harmless(e.getInput())
                + "\" (expected a path in characters of this process's locale; set LC_ALL=C.UTF-8)");
    }
}
