package io.aerostat.node.command;

import io.aerostat.node.logging.Logging;
import io.aerostat.node.run.Node;
import io.aerostat.node.run.StartFailure;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a node running until it ends itself, or until SIGTERM or SIGINT ends the process. */
final class Foreground {
    private static final Logger LOG = LoggerFactory.getLogger(Foreground.class);

    private final Node node;

    Foreground(Node node) {
        this.node = node;
    }

    /**
     * Starts the node. Returns the exit code if the node ends by itself; after a signal, the process ends in this
     * method.
     *
     * @param seconds the number of seconds after which the node ends; 0 if it runs without a time limit
     */
    int run(int seconds) throws StartFailure, InterruptedException, ExecutionException {
        Thread hook = new Thread(this::endProcess, "shutdown");
        // The hook is added before the start, because a signal may arrive while the node still waits for a container.
        Runtime.getRuntime().addShutdownHook(hook);
        ReloadSignal.handle(node::requestReload);
        try {
            node.start();
            return seconds == 0 ? node.over().get() : within(seconds);
        } finally {
            if (removed(hook)) {
                node.close();
            }
        }
    }

    /**
     * Waits until the node ends by itself or the time limit passes. Returns the exit code, which is 0 after the time
     * limit.
     */
    private int within(int seconds) throws InterruptedException, ExecutionException {
        try {
            return node.over().get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            LOG.info("the time of {} s is up", seconds);
            return 0;
        }
    }

    private void endProcess() {
        LOG.info("asked to end by a signal");
        node.close();
        Logging.end();
        // An end that was requested is not a failure, so the exit code is 0; by default, the JVM exits with 128 plus
        // the number of the signal.
        Runtime.getRuntime().halt(0);
    }

    /** Removes the shutdown hook. Returns false if a signal has already arrived. */
    private static boolean removed(Thread hook) {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
