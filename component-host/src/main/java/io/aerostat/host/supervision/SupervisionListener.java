package io.aerostat.host.supervision;

/**
 * Learns what becomes of something supervised, and has a say in it. Called on the supervision loop, which it must not
 * block.
 */
public interface SupervisionListener {

    /** Does nothing and leaves every decision to the restart policy. */
    SupervisionListener NONE = new SupervisionListener() {};

    /** It is in service. */
    default void ready() {}

    /**
     * It ended without being asked to.
     *
     * @return whether the restart policy is to decide ({@code true}), or it stays ended ({@code false})
     */
    default boolean ended(Ending ending) {
        return true;
    }
}
