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
     * Returns the processors of a worker; empty for all of them. If this machine cannot pin the worker to its
     * processors, logs a warning and returns the empty list.
     *
     * @param processors the configured processors; empty for all of them
     */
    public static List<Integer> of(String worker, List<Integer> processors) {
        if (processors.isEmpty()) {
            return processors;
        }
        return Taskset.fault(processors)
                .<List<Integer>>map(fault -> {
                    LOG.warn("{}: cpu_affinity: {}; the worker runs on all processors", worker, fault);
                    return List.of();
                })
                .orElse(processors);
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
            Taskset.keepThisThreadOn(processors);
        } catch (IllegalStateException e) {
            LOG.warn("{}: cpu_affinity: a thread runs on all processors: {}", worker, e.getMessage());
        }
    }
}
