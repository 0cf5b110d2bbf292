package io.aerostat.node.command;

import io.aerostat.node.logging.Logging;
import io.aerostat.node.run.Node;
import io.aerostat.node.run.StartFailure;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a node running until it ends itself, or SIGTERM or SIGINT asks the process to end. */
final class Foreground {
    private static final Logger LOG = LoggerFactory.getLogger(Foreground.class);

    private final Node node;

    Foreground(Node node) {
        this.node = node;
    }

    /** Starts the node, and returns the exit code of one that ended itself; a signal ends the process in here. */
    int run() throws StartFailure, InterruptedException, ExecutionException {
        Thread hook = new Thread(this::endProcess, "shutdown");
        // Before the start: a signal may come while a container is still being waited for.
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            node.start();
            return node.over().get();
        } finally {
            if (removed(hook)) {
                node.close();
            }
        }
    }

    private void endProcess() {
        LOG.info("asked to end by a signal");
        node.close();
        Logging.end();
        // Being asked to end is no failure; left alone, the JVM would exit with 128 and the signal's number.
        Runtime.getRuntime().halt(0);
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
