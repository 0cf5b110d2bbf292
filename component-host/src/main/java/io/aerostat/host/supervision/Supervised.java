package io.aerostat.host.supervision;

/** Something that can be started again and again: a container, a guest process, a component. */
@FunctionalInterface
public interface Supervised {

    /**
     * Starts the thing once. Called on the supervision loop, so it must not block.
     *
     * @return the run that was started
     * @throws Exception if the thing cannot be started; the supervisor treats this as a failed run
     */
    Run start() throws Exception;
}
