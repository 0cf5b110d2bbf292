package io.aerostat.node.command;

import io.aerostat.node.config.grammar.ConfigurationFile;
import io.aerostat.node.logging.LogFormat;
import io.aerostat.node.logging.Logging;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.slf4j.event.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code check}: reads a configuration file and says everything that is wrong with it, without starting anything. */
@Command(
        name = "check",
        description = "Says everything that is wrong with a configuration file; starts nothing.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:the file is right", "1:there are problems", "2:the command line is wrong"})
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private ConfigurationOption configuration = new ConfigurationOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        // Libraries that look into certificates would otherwise log all they do.
        Logging.setUp(Level.ERROR, LogFormat.TEXT);
        ConfigurationFile file = ConfigurationFile.read(configuration.file());
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        file.problemLines().forEach(err::println);
        if (file.configuration().isEmpty()) {
            return 1;
        }
        file.noticeLines().forEach(out::println);
        out.println(file.name() + ": ok");
        return 0;
    }
}
