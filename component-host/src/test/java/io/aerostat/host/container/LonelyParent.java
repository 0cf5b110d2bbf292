package io.aerostat.host.container;

import io.aerostat.host.ComponentHost;
import io.aerostat.host.component.ClassPath;
import io.aerostat.host.component.ComponentConfiguration;
import io.aerostat.host.supervision.RestartPolicy;
import io.aerostat.host.supervision.SupervisionListener;
import io.aerostat.host.supervision.Supervisor;
import io.aerostat.host.transport.ComponentTransport;
import io.aerostat.host.transport.RouterEndpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The main class of a process that starts a container and then waits to be killed. */
final class LonelyParent {

    private LonelyParent() {}

    public static void main(String[] args) throws Exception {
        ComponentHost host = new ComponentHost();
        Supervisor supervisor = host.startContainer(
                ContainerConfiguration.of(
                        "worker002",
                        new ClassPath(Path.of("/"), List.of()),
                        List.of(new ContainerConfiguration.Hosted(
                                new ComponentConfiguration("component001", "shop.Gone", "realm1", Map.of()),
                                ComponentTransport.webSocket(
                                        RouterEndpoint.Tcp.of("127.0.0.1", 1), "ws://127.0.0.1:1/ws")))),
                ContainerJvm.likeThisOne(Path.of("/")),
                RestartPolicy.always(),
                SupervisionListener.NONE);
        supervisor.over().toCompletableFuture().join();
    }
}
