package io.aerostat.node.run;

import io.aerostat.host.supervision.Supervisor;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits, with a time limit, until one part is in service before the next part is started. A part that fails or hangs
 * must not prevent the start of the others.
 */
final class Readiness {
    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private Readiness() {}

    static void await(Supervisor supervisor, String what, Services services) throws InterruptedException {
        try {
            supervisor.firstReady().toCompletableFuture().get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
            services.started(what);
        } catch (ExecutionException e) {
            // The supervisor of the part has logged the cause, and starts the part again.
            services.failed(
                    what, String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()));
            LOG.debug("{} is not in service at its first attempt, going on", what, e.getCause());
        } catch (TimeoutException e) {
            LOG.warn("{} is not in service after {} s, going on without it", what, DEADLINE.toSeconds());
        }
    }
}
