package io.aerostat.host.supervision;

/**
 * Decides whether something that has ended is started again, and when. An intended ending is final.
 *
 * @param mode the endings after which the thing is started again
 * @param backoff the delay before the next start
 */
public record RestartPolicy(Mode mode, Backoff backoff) {

    /** The endings after which something is started again, named as in a container's {@code restart} option. */
    public enum Mode {
        /** {@code restart-always}: after every ending. */
        ALWAYS,
        /** {@code restart-on-failed}: only after a failure. */
        ON_FAILED,
        /** {@code restart-never}. */
        NEVER
    }

    /** Returns {@code restart-always} with the default back-off. */
    public static RestartPolicy always() {
        return new RestartPolicy(Mode.ALWAYS, Backoff.DEFAULT);
    }

    /** Returns {@code restart-on-failed} with the default back-off. */
    public static RestartPolicy onFailed() {
        return new RestartPolicy(Mode.ON_FAILED, Backoff.DEFAULT);
    }

    /** Returns {@code restart-never}. */
    public static RestartPolicy never() {
        return new RestartPolicy(Mode.NEVER, Backoff.DEFAULT);
    }

    boolean restartsAfter(Ending ending) {
        if (ending.intended()) {
            return false;
        }
        return switch (mode) {
            case ALWAYS -> true;
            case ON_FAILED -> ending.failed();
            case NEVER -> false;
        };
    }
}
