package io.aerostat.host.supervision;

/**
 * Called when a supervised thing comes into service or ends. The listener can decide that an ended thing is not started
 * again. All methods but {@link #output} are called on the supervision loop, so they must not block.
 */
public interface SupervisionListener {

    /** Does nothing and leaves every decision to the restart policy. */
    SupervisionListener NONE = new SupervisionListener() {};

    /** Called when the thing has come into service. */
    default void ready() {}

    /**
     * Called when the thing has ended without being asked to.
     *
     * @return {@code true} if the restart policy decides what happens next, {@code false} if the thing is not started
     *     again
     */
    default boolean ended(Ending ending) {
        return true;
    }

    /**
     * Called with each line that a supervised process writes, without its line end, without control characters and cut
     * to a bounded length. Called on the thread that reads the lines.
     */
    default void output(String line) {}
}
