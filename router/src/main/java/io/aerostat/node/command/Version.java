package io.aerostat.node.command;

import java.util.Optional;

/** The version of this program. */
final class Version {
    private Version() {}

    /** Returns the version in the jar's manifest; a program that runs from classes has none. */
    static String current() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
