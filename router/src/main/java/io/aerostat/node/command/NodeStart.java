package io.aerostat.node.command;

import io.aerostat.command.line.Terminal;
import io.aerostat.command.line.Version;
import io.aerostat.node.config.grammar.ConfigurationFile;
import io.aerostat.node.config.reading.SystemCharsets;
import io.aerostat.node.logging.Logging;
import io.aerostat.node.logging.OutputRecords;
import io.aerostat.node.run.Node;
import io.aerostat.node.run.StartFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the node and runs until it ends. */
public final class NodeStart {
    private NodeStart() {}

    /** Runs the node after its head start; returns the exit code of the program. */
    public static int run(StartOptions options, HeadStart headStart) throws Exception {
        return run(options, headStart.configuration(), Terminal.utf8(System.err), 0);
    }

    static int run(StartOptions options, PrintWriter err) throws Exception {
        return run(options, err, 0);
    }

    /** @param seconds the number of seconds after which the node ends; 0 if it runs without a time limit */
    static int run(StartOptions options, PrintWriter err, int seconds) throws Exception {
        @Nullable Path logFile = options.logFile();
        if (logFile == null) {
            Logging.setUp(options.level(), options.format());
        } else {
            try {
                Logging.setUp(options.level(), options.format(), logFile);
            } catch (IOException e) {
                err.println(e.getMessage());
                return 1;
            }
        }
        return run(options, ConfigurationFile.read(options.file()), err, seconds);
    }

    /** Runs a node whose log is set up. */
    private static int run(StartOptions options, ConfigurationFile file, PrintWriter err, int seconds)
            throws Exception {
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
                options.file().toAbsolutePath().normalize());
        file.noticeLines().forEach(log::warn);
        file.warningLines().forEach(log::warn);
        SystemCharsets.ofThisProcess().warning().ifPresent(log::warn);
        try (OutputRecords records = OutputRecords.begin()) {
            return new Foreground(Node.of(file.configuration().get(), options.file(), options.level())).run(seconds);
        } catch (StartFailure failure) {
            failure.lines(file.name()).forEach(err::println);
            return 1;
        }
    }
}
