package io.aerostat.node;

import io.aerostat.node.command.HeadStart;
import io.aerostat.node.command.NodeCommand;
import io.aerostat.node.logging.Logging;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;

/** The program: {@code java -jar router.jar}. */
public final class Main {
    private static final Set<String> CLIENT_COMMANDS = Set.of("status", "reload", "stop");

    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) throws InterruptedException {
        // Commands that only talk to a node need none of the node's classes.
        boolean isForNode = arguments.length > 0 && CLIENT_COMMANDS.contains(arguments[0]);
        Optional<HeadStart> headStart = isForNode ? Optional.empty() : Optional.of(HeadStart.begin());
        CommandLine commandLine = NodeCommand.commandLine();
        if (headStart.isPresent()) {
            headStart.get().await();
        }
        int exitCode = commandLine.execute(arguments);
        Logging.end();
        System.exit(exitCode);
    }
}
