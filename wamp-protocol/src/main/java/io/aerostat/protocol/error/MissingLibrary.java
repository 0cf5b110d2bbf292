package io.aerostat.protocol.error;

/** Thrown when a feature needs an optional library that the program does not have. The message names the artifact. */
public final class MissingLibrary extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param feature the feature that needs the library
     * @param artifact the group and name of the artifact, as in a build file
     */
    public MissingLibrary(String feature, String artifact) {
        super(feature + ": found no " + artifact + " (expected it on the class path or module path)");
    }
}
