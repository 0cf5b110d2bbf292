package io.aerostat.node.command;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;

/**
 * Reloads the configuration on SIGHUP; without this handler, the signal would end the process. If the process ignores
 * SIGHUP from its start, as under {@code nohup}, it keeps ignoring the signal. Signals are handled on a thread of the
 * JVM.
 */
final class ReloadSignal {
    private static final Logger LOG = LoggerFactory.getLogger(ReloadSignal.class);

    private ReloadSignal() {}

    /**
     * Calls {@code reload}, which must not block, at each signal from now on. Does nothing on systems without SIGHUP.
     */
    static void handle(Runnable reload) {
        try {
            Signal.handle(new Signal("HUP"), signal -> {
                LOG.info("SIGHUP: reading the configuration again");
                reload.run();
            });
        } catch (IllegalArgumentException e) {
            LOG.debug("SIGHUP cannot be handled here", e);
        }
    }
}
