package io.aerostat.node.command;

import io.aerostat.node.run.Node;
import java.util.concurrent.ExecutionException;

/** Keeps a node running until it ends itself, or SIGTERM or SIGINT asks the process to end. */
final class Foreground {
    private final Node node;

    Foreground(Node node) {
        this.node = node;
    }

    /** Returns the exit code of a node that ended itself; a signal ends the process in here. */
    int run() throws InterruptedException, ExecutionException {
        Thread hook = new Thread(
                () -> {
                    node.close();
                    // Being asked to end is no failure; left alone, the JVM would exit with 128 and the signal's
                    // number.
                    Runtime.getRuntime().halt(0);
                },
                "shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        int exitCode = node.over().get();
        if (removed(hook)) {
            node.close();
        }
        return exitCode;
    }

    /** False if a signal was faster. */
    private static boolean removed(Thread hook) {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
