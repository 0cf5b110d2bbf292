package io.aerostat.node;

import io.aerostat.node.command.NodeCommand;

/** The program: {@code java -jar router.jar}. */
public final class Main {
    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(NodeCommand.commandLine().execute(arguments));
    }
}
