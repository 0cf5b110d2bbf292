package io.aerostat.node;

import io.aerostat.command.ClientCommands;
import io.aerostat.host.process.NettyProperties;
import io.aerostat.node.command.HeadStart;
import io.aerostat.node.command.NodeCommand;
import io.aerostat.node.command.NodeStart;
import io.aerostat.node.command.StartOptions;
import io.aerostat.node.logging.Logging;
import io.aerostat.node.rehearsal.Rehearsal;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** The program: {@code java -jar router.jar}. */
public final class Main {
    /** The commands that load only a few classes of the node. */
    private static final Set<String> LIGHT_COMMANDS = Set.of(
            "status",
            "reload",
            "stop",
            "cluster",
            "top",
            "trace",
            "init",
            "convert",
            "upgrade",
            "keys",
            "legal",
            "completion",
            "man");

    private static final int FAILED = 1;

    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] commandLine) throws InterruptedException, IOException {
        NettyProperties.choose();
        boolean isRehearsal = commandLine.length == 1 && commandLine[0].equals(Rehearsal.COMMAND);
        String[] arguments = isRehearsal ? Rehearsal.begin() : commandLine;
        // A plain start has only options. It must not load the classes of the command-line library.
        boolean namesCommand = arguments.length > 0 && !arguments[0].startsWith("-");
        if (namesCommand && ClientCommands.isOne(arguments)) {
            System.exit(ClientCommands.run(arguments));
        }
        boolean isLight = namesCommand && LIGHT_COMMANDS.contains(arguments[0]);
        Optional<StartOptions> start = StartOptions.of(arguments);
        int exitCode;
        if (start.isPresent()) {
            exitCode = started(start.get(), HeadStart.of(start.get()));
        } else {
            if (!isLight) {
                HeadStart.ofACommand().await();
            }
            exitCode = NodeCommand.execute(arguments);
        }
        Logging.end();
        System.exit(exitCode);
    }

    // Prints the stack trace, as the command-line library does, because logging may not be set up yet.
    @SuppressWarnings("CatchAndPrintStackTrace")
    private static int started(StartOptions options, HeadStart headStart) throws InterruptedException {
        headStart.await();
        try {
            return NodeStart.run(options, headStart);
        } catch (Exception e) {
            e.printStackTrace();
            return FAILED;
        }
    }
}
