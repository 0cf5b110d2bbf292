package io.aerostat.node.command;

import io.aerostat.node.config.grammar.ConfigurationFile;
import io.aerostat.node.logging.LogFormat;
import io.aerostat.node.logging.Logging;
import io.aerostat.node.run.Node;
import io.aerostat.node.run.StartFailure;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The program without a subcommand: starts the node and stays until it ends. */
@Command(
        name = "router.jar",
        description = "A WAMP router with the components and processes of its configuration file.",
        synopsisHeading = "Usage: java -jar ",
        customSynopsis = {
            "router.jar [--config FILE] [--loglevel LEVEL] [--logformat FORMAT]",
            "       java -jar router.jar check [--config FILE]"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {CheckCommand.class, RehearsalCommand.class},
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the node ran and was asked to end",
            "1:the configuration is wrong, or the node could not start",
            "2:the command line is wrong"
        })
public final class NodeCommand implements Callable<Integer> {
    @Mixin
    private ConfigurationOption configuration = new ConfigurationOption();

    @Option(
            names = "--loglevel",
            paramLabel = "LEVEL",
            defaultValue = "info",
            description = "What is logged: error, warn, info, debug or trace. Default: ${DEFAULT-VALUE}.")
    private Level level = Level.INFO;

    @Option(
            names = "--logformat",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "How it is logged: text or json. Default: ${DEFAULT-VALUE}.")
    private LogFormat format = LogFormat.TEXT;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** The command line of the program. */
    public static CommandLine commandLine() {
        return new CommandLine(new NodeCommand()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public Integer call() throws Exception {
        Logging.setUp(level, format);
        ConfigurationFile file = ConfigurationFile.read(configuration.file());
        PrintWriter err = spec.commandLine().getErr();
        file.problemLines().forEach(err::println);
        if (file.configuration().isEmpty()) {
            return 1;
        }
        Logger log = LoggerFactory.getLogger(NodeCommand.class);
        file.noticeLines().forEach(log::info);
        try {
            return new Foreground(Node.of(file.configuration().get(), level)).run();
        } catch (StartFailure failure) {
            failure.lines(file.name()).forEach(err::println);
            return 1;
        }
    }
}
