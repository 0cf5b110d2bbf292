package io.aerostat.node.command;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of this program. */
final class Version implements IVersionProvider {

    /** Returns the version in the jar's manifest; a program that runs from classes has none. */
    static String current() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"aerostat " + current()};
    }
}
