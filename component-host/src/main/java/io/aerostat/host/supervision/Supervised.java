package io.aerostat.host.supervision;

/** Something that can be started again and again: a container, a guest process, a component. */
@FunctionalInterface
public interface Supervised {

    /**
     * Starts it once. Called on the supervision loop, which it must not block.
     *
     * @return the run that was started
     * @throws Exception if it cannot be started; this counts as a failure like any later one
     */
    Run start() throws Exception;
}
