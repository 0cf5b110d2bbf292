package io.aerostat.node.command;

import io.aerostat.node.config.grammar.ConfigurationFile;
import io.aerostat.node.config.reading.SystemCharsets;
import io.aerostat.node.logging.LogFormat;
import io.aerostat.node.logging.Logging;
import io.aerostat.node.logging.OutputRecords;
import io.aerostat.node.run.Node;
import io.aerostat.node.run.StartFailure;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
            .description("What is logged: error, warn, info, debug or trace. Default: ${DEFAULT-VALUE}.")
            .build();

    private final OptionSpec format = OptionSpec.builder("--logformat")
            .type(LogFormat.class)
            .paramLabel("FORMAT")
            .defaultValue("text")
            .description("How it is logged: text or json. Default: ${DEFAULT-VALUE}.")
            .build();

    private final CommandSpec spec = CommandDescription.of(
            "router.jar", "A WAMP router with the components and processes of its configuration file.", this);

    private NodeCommand() {
        configuration.addTo(spec);
        spec.addOption(level).addOption(format);
        spec.addSubcommand("check", new CheckCommand().spec());
        spec.addSubcommand("status", new StatusCommand().spec());
        spec.addSubcommand("reload", new ReloadCommand().spec());
        spec.addSubcommand("stop", new StopCommand().spec());
        spec.addSubcommand("rehearse", RehearsalCommand.spec());
        spec.usageMessage()
                .synopsisHeading("Usage: java -jar ")
                .customSynopsis(
                        "router.jar [--config FILE] [--loglevel LEVEL] [--logformat FORMAT]",
                        "       java -jar router.jar check [--config FILE]",
                        "       java -jar router.jar status|reload|stop [--config FILE] [--socket PATH]");
        CommandDescription.exitCodes(
                spec,
                "the node ran and was asked to end",
                "the configuration is wrong, or the node could not start",
                "the command line is wrong");
    }

    /** Creates the command line of the program. */
    public static CommandLine commandLine() {
        // In UTF-8 like the log, in every locale: other charsets would print question marks.
        return new CommandLine(new NodeCommand().spec)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    }

    @Override
    public Integer call() throws Exception {
        Level level = this.level.getValue();
        Logging.setUp(level, format.getValue());
        ConfigurationFile file = ConfigurationFile.read(configuration.file());
        PrintWriter err = spec.commandLine().getErr();
        file.problemLines().forEach(err::println);
        if (file.configuration().isEmpty()) {
            return 1;
        }
        Logger log = LoggerFactory.getLogger(NodeCommand.class);
        log.info(
                "Aerostat {} on Java {} ({}), process {}, configuration {}",
                Version.current(),
                System.getProperty("java.version"),
                System.getProperty("java.vendor"),
                ProcessHandle.current().pid(),
                configuration.file().toAbsolutePath().normalize());
        file.noticeLines().forEach(log::warn);
        file.warningLines().forEach(log::warn);
        SystemCharsets.ofThisProcess().warning().ifPresent(log::warn);
        try (OutputRecords records = OutputRecords.begin()) {
            return new Foreground(Node.of(file.configuration().get(), configuration.file(), level)).run();
        } catch (StartFailure failure) {
            failure.lines(file.name()).forEach(err::println);
            return 1;
        }
    }
}
