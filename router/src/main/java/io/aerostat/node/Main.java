package io.aerostat.node;

import io.aerostat.node.command.HeadStart;
import io.aerostat.node.command.NodeCommand;
import io.aerostat.node.logging.Logging;
import picocli.CommandLine;

/** The program: {@code java -jar router.jar}. */
public final class Main {
    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) throws InterruptedException {
        HeadStart headStart = HeadStart.begin();
        CommandLine commandLine = NodeCommand.commandLine();
        headStart.await();
        int exitCode = commandLine.execute(arguments);
        Logging.end();
        System.exit(exitCode);
    }
}
