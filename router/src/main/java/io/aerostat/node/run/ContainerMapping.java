package io.aerostat.node.run;

import io.aerostat.host.component.ClassPath;
import io.aerostat.host.component.ComponentConfiguration;
import io.aerostat.host.container.ContainerConfiguration;
import io.aerostat.host.container.ContainerJvm;
import io.aerostat.host.supervision.Backoff;
import io.aerostat.host.supervision.RestartPolicy;
import io.aerostat.host.transport.ComponentTransport;
import io.aerostat.host.transport.ComponentTransport.Framing;
import io.aerostat.host.transport.RouterEndpoint;
import io.aerostat.node.config.ComponentConnection;
import io.aerostat.node.config.ConnectingEndpoint;
import io.aerostat.node.config.ConnectingTls;
import io.aerostat.node.config.ContainerComponent;
import io.aerostat.node.config.ContainerWorker;
import io.aerostat.node.program.Processors;
import io.aerostat.protocol.address.RouterUrl;
import io.aerostat.protocol.payload.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.event.Level;

/** Converts a container worker of a configuration to the options of component-host. */
final class ContainerMapping {
    private final Map<String, Integer> ports;

    /** @param ports the ports on which the transports of this node listen */
    ContainerMapping(Map<String, Integer> ports) {
        this.ports = ports;
    }

    ContainerConfiguration configuration(ContainerWorker worker) {
        return new ContainerConfiguration(
                worker.id(),
                new ClassPath(worker.options().folder(), worker.options().classpath()),
                worker.components().stream()
                        .map(component -> hosted(worker, component))
                        .toList(),
                worker.restart().orElse(RestartPolicy.Mode.ON_FAILED),
                worker.shutdown());
    }

    static ContainerJvm jvm(ContainerWorker worker, Level loglevel) {
        return ContainerJvm.likeThisOne(worker.options().folder())
                .options(worker.jvmOptions())
                .environment(worker.environment())
                .processors(Processors.of(worker.id(), worker.options().processors()))
                .loglevel(loglevel);
    }

    /**
     * Returns the policy by which the process is started again: the {@code restart} option decides; without this
     * option, the process is started again after each failure.
     */
    static RestartPolicy restart(ContainerWorker worker) {
        return worker.restart()
                .map(mode -> new RestartPolicy(mode, Backoff.DEFAULT))
                .orElseGet(RestartPolicy::onFailed);
    }

    private ContainerConfiguration.Hosted hosted(ContainerWorker worker, ContainerComponent component) {
        return new ContainerConfiguration.Hosted(
                new ComponentConfiguration(
                        component.id(),
                        component.classname(),
                        component.realm(),
                        RouterRun.extra(component.extra(), worker.options()),
                        component.exceptionMessages()),
                transport(component.connection()));
    }

    ComponentTransport transport(ComponentConnection connection) {
        RouterEndpoint endpoint = endpoint(connection.endpoint());
        if (connection instanceof ComponentConnection.WebSocket webSocket) {
            return new ComponentTransport(
                    Framing.WEBSOCKET,
                    endpoint,
                    Optional.of(url(webSocket, endpoint)),
                    webSocket.serializers().stream()
                            .map(Serialization::wireName)
                            .toList(),
                    webSocket.options());
        }
        if (connection instanceof ComponentConnection.RawSocket rawSocket) {
            return new ComponentTransport(
                    Framing.RAWSOCKET,
                    endpoint,
                    Optional.empty(),
                    List.of(rawSocket.serializer().wireName()),
                    rawSocket.options());
        }
        throw new IllegalArgumentException("unknown connection " + connection.getClass());
    }

    /**
     * Returns the URL of the handshake. If the endpoint names a transport of this node, the URL has the port of that
     * transport.
     */
    private static String url(ComponentConnection.WebSocket connection, RouterEndpoint endpoint) {
        RouterUrl url = connection.url();
        boolean byTransport = connection.endpoint() instanceof ConnectingEndpoint.Tcp tcp
                && tcp.port() instanceof ConnectingEndpoint.Port.OfTransport;
        return byTransport && endpoint instanceof RouterEndpoint.Tcp tcp
                ? url.port(tcp.port()).text()
                : url.text();
    }

    private RouterEndpoint endpoint(ConnectingEndpoint endpoint) {
        if (endpoint instanceof ConnectingEndpoint.Unix unix) {
            return new RouterEndpoint.Unix(unix.path(), unix.timeout());
        }
        if (endpoint instanceof ConnectingEndpoint.Tcp tcp) {
            return new RouterEndpoint.Tcp(
                    tcp.host(), port(tcp.port()), tcp.timeout(), tcp.tls().map(ContainerMapping::tls), tcp.ipVersion());
        }
        throw new IllegalArgumentException("unknown endpoint " + endpoint.getClass());
    }

    private int port(ConnectingEndpoint.Port port) {
        if (port instanceof ConnectingEndpoint.Port.Number number) {
            return number.value();
        }
        String transport = ((ConnectingEndpoint.Port.OfTransport) port).transportId();
        Integer known = ports.get(transport);
        if (known == null) {
            throw new IllegalStateException("transport \"" + transport + "\" does not listen on a port");
        }
        return known;
    }

    private static RouterEndpoint.Tls tls(ConnectingTls tls) {
        return new RouterEndpoint.Tls(
                tls.hostname(),
                tls.trusted(),
                tls.identity().map(ConnectingTls.Identity::certificate),
                tls.identity().map(ConnectingTls.Identity::key));
    }
}
