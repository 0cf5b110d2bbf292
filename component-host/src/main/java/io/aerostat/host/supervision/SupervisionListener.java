package io.aerostat.host.supervision;

/**
 * Called when a supervised thing comes into service or ends; may decide that it stays ended. Called on the supervision
 * loop, which it must not block.
 */
public interface SupervisionListener {

    /** Does nothing and leaves every decision to the restart policy. */
    SupervisionListener NONE = new SupervisionListener() {};

    /** Called when the thing has come into service. */
    default void ready() {}

    /**
     * Called when the thing has ended without being asked to.
     *
     * @return whether the restart policy decides ({@code true}), or it stays ended ({@code false})
     */
    default boolean ended(Ending ending) {
        return true;
    }
}
