package io.aerostat.host.supervision;

import java.util.EnumSet;
import java.util.Set;

/**
 * When the end of a worker process is the end of the whole node: {@code controller.options.shutdown} of a node
 * configuration. Where it is not given, workers are started again for ever and the node stays: {@link #NONE}.
 */
public final class NodeShutdownPolicy {

    /** The node outlives its workers. */
    public static final NodeShutdownPolicy NONE = new NodeShutdownPolicy(Set.of());

    /** The values of {@code controller.options.shutdown}. */
    public enum Trigger {
        /** {@code shutdown_on_shutdown_requested}: only when asked to. */
        SHUTDOWN_REQUESTED,
        /** {@code shutdown_on_worker_exit}. */
        WORKER_EXIT,
        /** {@code shutdown_on_worker_exit_with_error}. */
        WORKER_EXIT_WITH_ERROR,
        /** {@code shutdown_on_last_worker_exit}. */
        LAST_WORKER_EXIT
    }

    /** What to do after a worker process ended. */
    public enum Decision {
        /** Ask the worker's restart policy. */
        RESTART,
        /** Let the worker be gone. */
        STAY_DOWN,
        /** Shut the node down. */
        SHUT_NODE_DOWN
    }

    private final Set<Trigger> triggers;

    private NodeShutdownPolicy(Set<Trigger> triggers) {
        this.triggers = triggers.isEmpty() ? EnumSet.noneOf(Trigger.class) : EnumSet.copyOf(triggers);
    }

    /** The policy of the triggers that a configuration gives. */
    public static NodeShutdownPolicy of(Set<Trigger> triggers) {
        return new NodeShutdownPolicy(triggers);
    }

    /**
     * What to do after a worker process ended.
     *
     * @param ending how it ended
     * @param workersLeft how many other workers, router workers included, still run
     */
    public Decision decide(Ending ending, int workersLeft) {
        if (triggers.contains(Trigger.WORKER_EXIT)
                || triggers.contains(Trigger.WORKER_EXIT_WITH_ERROR) && ending.failed()
                || triggers.contains(Trigger.LAST_WORKER_EXIT) && workersLeft == 0) {
            return Decision.SHUT_NODE_DOWN;
        }
        // Who counts exits means exits: a worker that always comes back would never be the last to leave.
        boolean countsExits =
                triggers.contains(Trigger.WORKER_EXIT_WITH_ERROR) || triggers.contains(Trigger.LAST_WORKER_EXIT);
        return countsExits ? Decision.STAY_DOWN : Decision.RESTART;
    }
}
