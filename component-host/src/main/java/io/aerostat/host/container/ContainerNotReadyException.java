package io.aerostat.host.container;

/** Thrown if a component of a container failed at its first attempt; the container keeps trying. */
final class ContainerNotReadyException extends Exception {

    private static final long serialVersionUID = 1;

    ContainerNotReadyException(String message) {
        super(message);
    }
}
