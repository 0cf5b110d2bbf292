package io.aerostat.command.request;

import io.aerostat.command.line.CommandFailure;
import io.aerostat.command.line.Flags;
import io.aerostat.protocol.uri.MatchPolicy;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The option that says how a pattern is compared with URIs. */
final class Matching {
    private final OptionSpec match =
            Flags.text("--match", "POLICY", "How the URI is compared: exact, prefix or wildcard.", "exact");

    void addTo(CommandSpec spec) {
        spec.addOption(match);
    }

    MatchPolicy policy() throws CommandFailure {
        String wanted = String.valueOf(Flags.valueOf(match));
        for (MatchPolicy policy : MatchPolicy.values()) {
            if (policy.wire().equals(wanted)) {
                return policy;
            }
        }
        throw CommandFailure.usage("--match: found \"" + wanted + "\" (expected exact, prefix or wildcard)");
    }
}
