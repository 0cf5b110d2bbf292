package io.aerostat.host.container;

import io.aerostat.host.component.ClassPath;
import io.aerostat.host.component.ComponentConfiguration;
import io.aerostat.host.supervision.RestartPolicy;
import io.aerostat.host.transport.ComponentTransport;
import java.util.List;

/**
 * The configuration of a container, which its JVM reads from its standard input.
 *
 * @param worker the id of the container
 * @param classPath the class path of the container's components
 * @param components the components, in the order in which they are started
 * @param restart when a component is started again: the {@code restart} option
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

    /**
     * Creates a container without the {@code restart} and {@code shutdown} options: a failed component is started
     * again.
     */
    public static ContainerConfiguration of(String worker, ClassPath classPath, List<Hosted> components) {
        return new ContainerConfiguration(
                worker, classPath, components, RestartPolicy.Mode.ON_FAILED, ComponentShutdown.MANUAL);
    }

    /**
     * A component and its transport.
     *
     * @param component the component
     * @param transport how the component connects
     */
    public record Hosted(ComponentConfiguration component, ComponentTransport transport) {}
}
