package io.aerostat.command.line;

import java.util.Optional;

/** The version of this program. */
public final class Version {
    private Version() {}

    /** Returns the version in the jar's manifest, or a placeholder if the program runs from class files. */
    public static String current() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
