package io.aerostat.host.container;

import io.aerostat.host.component.ClassPath;
import io.aerostat.host.component.ComponentConfiguration;
import io.aerostat.host.supervision.RestartPolicy;
import io.aerostat.host.transport.ComponentTransport;
import java.util.List;

/**
 * What a container is to host. It reaches the container's JVM over its standard input.
 *
 * @param worker id of the container
 * @param classPath of its components
 * @param components to host, in the order in which they are started
 * @param restart after which endings a component is started again: the {@code restart} option
 * @param shutdown when the container ends: the {@code shutdown} option
 */
public record ContainerConfiguration(
        String worker,
        ClassPath classPath,
        List<Hosted> components,
        RestartPolicy.Mode restart,
        ComponentShutdown shutdown) {

    public ContainerConfiguration {
        components = List.copyOf(components);
    }

    /** A container as it is without the {@code restart} and {@code shutdown} options: a failed component is started again. */
    public static ContainerConfiguration of(String worker, ClassPath classPath, List<Hosted> components) {
        return new ContainerConfiguration(
                worker, classPath, components, RestartPolicy.Mode.ON_FAILED, ComponentShutdown.MANUAL);
    }

    /**
     * A component and the way it reaches its router.
     *
     * @param component what to host
     * @param transport how it connects
     */
    public record Hosted(ComponentConfiguration component, ComponentTransport transport) {}
}
