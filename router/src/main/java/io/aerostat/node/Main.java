package io.aerostat.node;

import io.aerostat.command.ClientCommands;
import io.aerostat.host.process.MachineId;
import io.aerostat.node.command.HeadStart;
import io.aerostat.node.command.NodeCommand;
import io.aerostat.node.command.NodeStart;
import io.aerostat.node.command.StartOptions;
import io.aerostat.node.logging.Logging;
import java.util.Optional;
import java.util.Set;

/** The program: {@code java -jar router.jar}. */
public final class Main {
    private static final Set<String> CLIENT_COMMANDS = Set.of("status", "reload", "stop", "cluster");
    private static final int FAILED = 1;

    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) throws InterruptedException {
        MachineId.choose();
        if (ClientCommands.isOne(arguments)) {
            System.exit(ClientCommands.run(arguments));
        }
        // Commands that only call a running node do not need the node's classes.
        boolean isForNode = arguments.length > 0 && CLIENT_COMMANDS.contains(arguments[0]);
        Optional<HeadStart> headStart = isForNode ? Optional.empty() : Optional.of(HeadStart.begin());
        Optional<StartOptions> start = StartOptions.of(arguments);
        if (headStart.isPresent()) {
            headStart.get().await();
        }
        int exitCode = start.isPresent() ? started(start.get()) : NodeCommand.execute(arguments);
        Logging.end();
        System.exit(exitCode);
    }

    // Prints the stack trace, as the command-line library does, because logging may not be set up yet.
    @SuppressWarnings("CatchAndPrintStackTrace")
    private static int started(StartOptions options) {
        try {
            return NodeStart.run(options);
        } catch (Exception e) {
            e.printStackTrace();
            return FAILED;
        }
    }
}
