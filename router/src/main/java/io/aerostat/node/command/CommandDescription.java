package io.aerostat.node.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What all commands of the program have in common. Written down in code and not in annotations: to find and read those would take a tenth of the time of
 * a start.
 */
final class CommandDescription {
    private CommandDescription() {}

    /** A command that helps and knows its version. */
    static CommandSpec of(String name, String text, Callable<Integer> command) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(command);
        spec.name(name);
        spec.usageMessage().description(text);
        spec.versionProvider(new Version());
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help message and exit.")
                .build());
        spec.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Print version information and exit.")
                .build());
        return spec;
    }

    /** Says what its exit codes from 0 on mean. */
    static void exitCodes(CommandSpec spec, String... meanings) {
        Map<String, String> codes = new LinkedHashMap<>();
        for (int code = 0; code < meanings.length; code++) {
            codes.put(String.valueOf(code), meanings[code]);
        }
        spec.usageMessage().exitCodeListHeading("Exit codes:%n").exitCodeList(codes);
    }
}
