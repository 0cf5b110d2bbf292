package io.aerostat.node.command;

import io.aerostat.command.ClientCommands;
import io.aerostat.command.line.CommandDescription;
import io.aerostat.command.line.ExitCode;
import io.aerostat.command.line.Terminal;
import io.aerostat.command.node.TopCommand;
import io.aerostat.command.node.TraceCommand;
import io.aerostat.node.command.file.ConvertCommand;
import io.aerostat.node.command.file.UpgradeCommand;
import io.aerostat.node.command.template.InitCommand;
import io.aerostat.node.logging.LogFormat;
import java.util.concurrent.Callable;
import org.slf4j.event.Level;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The program without a subcommand: starts the node and runs until it ends. */
public final class NodeCommand implements Callable<Integer> {
    private final ConfigurationOption configuration = new ConfigurationOption();

    private final OptionSpec level = OptionSpec.builder("--loglevel")
            .type(Level.class)
            .paramLabel("LEVEL")
            .defaultValue("info")
            .description("The log level: error, warn, info, debug or trace. Default: ${DEFAULT-VALUE}.")
            .build();

    private final OptionSpec format = OptionSpec.builder("--logformat")
            .type(LogFormat.class)
            .paramLabel("FORMAT")
            .defaultValue("text")
            .description("The log format: text, json, or journal (text for systemd). Default: ${DEFAULT-VALUE}.")
            .build();

    private final CommandSpec spec;

    /** @param program the name of the program in the texts for users: a jar, or the launcher */
    private NodeCommand(String program) {
        spec = CommandDescription.of(
                program, "A WAMP router with the components and processes of its configuration file.", this);
        configuration.addTo(spec);
        spec.addOption(level).addOption(format);
        spec.addSubcommand("init", new InitCommand().spec());
        spec.addSubcommand("start", new StartCommand().spec());
        spec.addSubcommand("check", new CheckCommand().spec());
        spec.addSubcommand("status", new StatusCommand().spec());
        spec.addSubcommand("reload", new ReloadCommand().spec());
        spec.addSubcommand("stop", new StopCommand().spec());
        spec.addSubcommand("cluster", new ClusterCommand().spec());
        NodeClient observed = new NodeClient();
        TopCommand top = new TopCommand(observed::url);
        observed.addTo(top.spec());
        spec.addSubcommand("top", top.spec());
        NodeClient traced = new NodeClient();
        TraceCommand trace = new TraceCommand(traced::url);
        traced.addTo(trace.spec());
        spec.addSubcommand("trace", trace.spec());
        ConfigurationOption converted = new ConfigurationOption();
        ConvertCommand convert = new ConvertCommand(converted::file);
        converted.addTo(convert.spec());
        spec.addSubcommand("convert", convert.spec());
        ConfigurationOption upgraded = new ConfigurationOption();
        UpgradeCommand upgrade = new UpgradeCommand(upgraded::file);
        upgraded.addTo(upgrade.spec());
        spec.addSubcommand("upgrade", upgrade.spec());
        spec.addSubcommand("keys", new KeysCommand().spec());
        spec.addSubcommand("legal", new LegalCommand(NodeCommand.class.getClassLoader()).spec());
        spec.addSubcommand("completion", new CompletionCommand().spec());
        spec.addSubcommand("man", new ManualCommand().spec());
        ClientCommands.addTo(spec);
        String start = program.endsWith(".jar") ? "java -jar " + program : program;
        spec.usageMessage()
                .synopsisHeading("Usage: ")
                .customSynopsis(
                        start + " [--config FILE] [--loglevel LEVEL] [--logformat FORMAT]",
                        "       " + start + " check [--config FILE]",
                        "       " + start + " status|reload|stop [--config FILE] [--socket PATH]",
                        "       " + start + " cluster [--config FILE]... [--socket PATH]...");
        CommandDescription.exitCodes(
                spec,
                ExitCode.DONE,
                "the node ran and was asked to end",
                ExitCode.FAILED,
                "the configuration is wrong, or the node could not start",
                ExitCode.USAGE,
                "the command line is wrong");
    }

    /** Creates the command line of the program, under the name that the launcher has set. */
    public static CommandLine commandLine() {
        return commandLine(System.getProperty("aerostat.program", "router.jar"));
    }

    static CommandLine commandLine(String program) {
        return ClientCommands.commandLine(new NodeCommand(program).spec)
                .setOut(Terminal.utf8(System.out))
                .setErr(Terminal.utf8(System.err));
    }

    /** Runs a command line; returns the exit code of the program. */
    public static int execute(String... arguments) {
        return commandLine().execute(arguments);
    }

    @Override
    public Integer call() throws Exception {
        StartOptions options = new StartOptions(configuration.file(), level.getValue(), format.getValue());
        return NodeStart.run(options, spec.commandLine().getErr());
    }
}
