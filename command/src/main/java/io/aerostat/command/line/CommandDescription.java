package io.aerostat.command.line;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The parts that all commands of the program share. They are declared in code and not by annotations, because reading
 * annotations would take a tenth of the time of a start.
 */
public final class CommandDescription {
    private CommandDescription() {}

    /** Returns a command with the options {@code --help} and {@code --version}. */
    public static CommandSpec of(String name, String text, Callable<Integer> command) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(command);
        spec.name(name);
        spec.usageMessage().description(text);
        spec.versionProvider(new ProgramVersion());
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

    /** Not a lambda: see {@code io.aerostat.command.ClientCommands}. */
    private static final class ProgramVersion implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"aerostat " + Version.current()};
        }
    }

    /** Sets the description of the exit codes. The arguments alternate: a code, its meaning, the next code … */
    public static void exitCodes(CommandSpec spec, Object... codesAndMeanings) {
        Map<String, String> codes = new LinkedHashMap<>();
        for (int i = 0; i < codesAndMeanings.length; i += 2) {
            codes.put(String.valueOf(codesAndMeanings[i]), String.valueOf(codesAndMeanings[i + 1]));
        }
        spec.usageMessage().exitCodeListHeading("Exit codes:%n").exitCodeList(codes);
    }
}
