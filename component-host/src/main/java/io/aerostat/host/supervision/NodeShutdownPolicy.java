package io.aerostat.host.supervision;

import java.util.EnumSet;
import java.util.Set;

/**
 * When the end of a worker process ends the whole node: {@code controller.options.shutdown} of a node configuration.
 * Without that option, workers are always started again and the node continues: {@link #NONE}.
 */
public final class NodeShutdownPolicy {

    /** The policy under which the node continues after the end of any worker. */
    public static final NodeShutdownPolicy NONE = new NodeShutdownPolicy(Set.of());

    /** The values of {@code controller.options.shutdown}. */
    public enum Trigger {
        /** {@code shutdown_on_shutdown_requested}: the node ends only on request. */
        SHUTDOWN_REQUESTED,
        /** {@code shutdown_on_worker_exit}. */
        WORKER_EXIT,
        /** {@code shutdown_on_worker_exit_with_error}. */
        WORKER_EXIT_WITH_ERROR,
        /** {@code shutdown_on_last_worker_exit}. */
        LAST_WORKER_EXIT
    }

    /** The possible decisions after the end of a worker process. */
    public enum Decision {
        /** The worker's restart policy decides. */
        RESTART,
        /** The worker is not started again. */
        STAY_DOWN,
        /** The node shuts down. */
        SHUT_NODE_DOWN
    }

    private final Set<Trigger> triggers;

    private NodeShutdownPolicy(Set<Trigger> triggers) {
        this.triggers = triggers.isEmpty() ? EnumSet.noneOf(Trigger.class) : EnumSet.copyOf(triggers);
    }

    /** Creates a policy with the triggers that a configuration sets. */
    public static NodeShutdownPolicy of(Set<Trigger> triggers) {
        return new NodeShutdownPolicy(triggers);
    }

    /**
     * Decides what happens after the end of a worker process.
     *
     * @param ending how the worker process ended
     * @param workersLeft how many other workers, including router workers, still run
     */
    public Decision decide(Ending ending, int workersLeft) {
        if (triggers.contains(Trigger.WORKER_EXIT)
                || triggers.contains(Trigger.WORKER_EXIT_WITH_ERROR) && ending.failed()
                || triggers.contains(Trigger.LAST_WORKER_EXIT) && workersLeft == 0) {
            return Decision.SHUT_NODE_DOWN;
        }
        // With these triggers, a worker that has ended is not started again. Otherwise, no worker would ever be the
        // last to end.
        boolean countsExits =
                triggers.contains(Trigger.WORKER_EXIT_WITH_ERROR) || triggers.contains(Trigger.LAST_WORKER_EXIT);
        return countsExits ? Decision.STAY_DOWN : Decision.RESTART;
    }
}
