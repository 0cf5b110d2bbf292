package io.aerostat.node.reload;

import io.aerostat.node.config.ConnectingEndpoint;
import io.aerostat.node.config.ContainerComponent;
import io.aerostat.node.config.ContainerWorker;
import io.aerostat.node.config.Origin;
import io.aerostat.node.config.RouterComponent;
import java.util.Optional;

/** Compares parts of two configurations without their places in the file, which change with every edit. */
final class Parts {
    private Parts() {}

    static boolean areSame(ContainerWorker one, ContainerWorker other) {
        return withoutOrigin(one).equals(withoutOrigin(other));
    }

    static boolean areSame(RouterComponent one, RouterComponent other) {
        return withoutOrigin(one).equals(withoutOrigin(other));
    }

    private static ContainerWorker withoutOrigin(ContainerWorker container) {
        return new ContainerWorker(
                container.id(),
                container.options(),
                container.environment(),
                container.jvmOptions(),
                container.shutdown(),
                container.restart(),
                container.components().stream().map(Parts::withoutOrigin).toList(),
                Origin.NONE);
    }

    private static ContainerComponent withoutOrigin(ContainerComponent component) {
        return new ContainerComponent(
                component.id(),
                component.classname(),
                component.realm(),
                component.connection(),
                component.extra(),
                component.exceptionMessages(),
                Origin.NONE);
    }

    private static RouterComponent withoutOrigin(RouterComponent component) {
        return new RouterComponent(
                component.id(),
                component.classname(),
                component.realm(),
                component.role(),
                component.extra(),
                component.exceptionMessages(),
                Origin.NONE);
    }

    /** Returns the id of the transport to which a component connects, if the component names a transport. */
    static Optional<String> transportOf(ContainerComponent component) {
        return component.connection().endpoint() instanceof ConnectingEndpoint.Tcp tcp
                        && tcp.port() instanceof ConnectingEndpoint.Port.OfTransport port
                ? Optional.of(port.transportId())
                : Optional.empty();
    }
}
