package io.aerostat.command;

import io.aerostat.command.account.KeygenCommand;
import io.aerostat.command.account.PasswdCommand;
import io.aerostat.command.line.Terminal;
import io.aerostat.command.listing.ListCommand;
import io.aerostat.command.load.BenchCommand;
import io.aerostat.command.logging.WarningsProvider;
import io.aerostat.command.request.CallCommand;
import io.aerostat.command.request.PublishCommand;
import io.aerostat.command.request.RegisterCommand;
import io.aerostat.command.request.SubscribeCommand;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The commands that work with any router, by name. */
public final class ClientCommands {
    private static final Map<String, Supplier<CommandSpec>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("call", () -> new CallCommand().spec());
        COMMANDS.put("publish", () -> new PublishCommand().spec());
        COMMANDS.put("subscribe", () -> new SubscribeCommand().spec());
        COMMANDS.put("register", () -> new RegisterCommand().spec());
        COMMANDS.put("ls", () -> new ListCommand().spec());
        COMMANDS.put("bench", () -> new BenchCommand().spec());
        COMMANDS.put("keygen", () -> new KeygenCommand().spec());
        COMMANDS.put("passwd", () -> new PasswdCommand().spec());
        COMMANDS.put("version", () -> new VersionCommand().spec());
    }

    private ClientCommands() {}

    /** Checks whether a command line begins with the name of one of these commands. */
    public static boolean isOne(String... arguments) {
        return arguments.length > 0 && COMMANDS.containsKey(arguments[0]);
    }

    /** Adds the descriptions of all commands to a program. */
    public static void addTo(CommandSpec program) {
        COMMANDS.forEach((name, command) -> program.addSubcommand(name, command.get()));
    }

    /**
     * Runs one of these commands alone, without loading the others; returns the exit code of the program. Must be the
     * first use of logging in the process.
     */
    public static int run(String... arguments) {
        WarningsProvider.install();
        return run(Terminal.utf8(System.out), Terminal.utf8(System.err), arguments);
    }

    /** Runs one of these commands with these outputs. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        Supplier<CommandSpec> command = COMMANDS.get(arguments[0]);
        if (command == null) {
            throw new IllegalArgumentException("found no command " + arguments[0]);
        }
        CommandSpec spec = command.get();
        spec.name("aerostat " + arguments[0]);
        String[] rest = new String[arguments.length - 1];
        System.arraycopy(arguments, 1, rest, 0, rest.length);
        return commandLine(spec).setOut(out).setErr(err).execute(rest);
    }

    /**
     * Returns a command line whose parser does not expand {@code @FILE}, because {@code @FILE} is a form of payload.
     */
    public static CommandLine commandLine(CommandSpec spec) {
        return new CommandLine(spec)
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new Refusal());
    }

    /**
     * Reports a mistake on the command line in one line, without the whole help. Not a lambda: JDK 17 crashes when it
     * archives classes if a lambda implements an interface of picocli, whose class files are older than Java 6.
     */
    private static final class Refusal implements CommandLine.IParameterExceptionHandler {
        @Override
        public int handleParseException(CommandLine.ParameterException problem, String[] arguments) {
            CommandLine command = problem.getCommandLine();
            List<String> known = problem instanceof CommandLine.UnmatchedArgumentException unmatched
                    ? unmatched.getSuggestions()
                    : List.of();
            command.getErr()
                    .println(Terminal.harmless(String.valueOf(problem.getMessage()))
                            + (known.isEmpty() ? "" : "; did you mean " + String.join(" or ", known) + "?")
                            + " (--help lists the options of "
                            + command.getCommandSpec().qualifiedName() + ")");
            return CommandLine.ExitCode.USAGE;
        }
    }
}
