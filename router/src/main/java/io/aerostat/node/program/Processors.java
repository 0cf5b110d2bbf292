package io.aerostat.node.program;

import io.aerostat.host.process.Taskset;
import io.aerostat.router.RouterBuilder;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The processors on which a worker of the configuration runs. Any thread. */
public final class Processors {
    private static final Logger LOG = LoggerFactory.getLogger(Processors.class);

    private Processors() {}

    /**
     * Returns the processors of a worker; an empty list means all processors. Leaves out processors that the system
     * does not allow, and logs a warning. If no processor is left, returns an empty list. Blocks.
     *
     * @param processors the configured processors; empty for all processors
     */
    public static List<Integer> of(String worker, List<Integer> processors) {
        if (processors.isEmpty()) {
            return processors;
        }
        try {
            List<Integer> allowed = Taskset.SYSTEM.allowed(processors);
            if (!allowed.equals(processors)) {
                LOG.warn(
                        "{}: cpu_affinity: found {} (expected processors that this process may use); the worker runs on"
                                + " {}",
                        worker,
                        processors,
                        allowed);
            }
            return allowed;
        } catch (IllegalStateException e) {
            LOG.warn("{}: cpu_affinity: {}; the worker runs on all processors", worker, e.getMessage());
            return List.of();
        }
    }

    /** Pins the event loops of a router to its processors, one loop for each processor. */
    public static void addTo(RouterBuilder router, String worker, List<Integer> processors) {
        List<Integer> usable = of(worker, processors);
        if (!usable.isEmpty()) {
            router.eventLoops(usable.size()).loopStart(() -> keepThisThread(worker, usable));
        }
    }

    private static void keepThisThread(String worker, List<Integer> processors) {
        try {
            Taskset.SYSTEM.keepThisThreadOn(processors);
        } catch (IllegalStateException e) {
            LOG.warn("{}: cpu_affinity: a thread runs on all processors: {}", worker, e.getMessage());
        }
    }
}
