package io.aerostat.node.run;

import io.aerostat.node.config.RouterWorker;
import io.aerostat.protocol.authentication.Cryptosign;
import io.aerostat.router.authentication.AuthenticationOptions;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.WampService;
import java.util.stream.Stream;

/** The authentication methods that clients may choose from, on all paths of all transports. */
final class OfferedMethods {
    private OfferedMethods() {}

    static Stream<AuthenticationOptions> of(RouterWorker worker) {
        return of(worker.wampServices());
    }

    static Stream<AuthenticationOptions> of(Listener listener) {
        return of(listener.transport().wampServices());
    }

    private static Stream<AuthenticationOptions> of(Stream<WampService> services) {
        return services.flatMap(service -> service.access().methods().stream());
    }

    /** Checks whether the router needs the node's key, because cryptosign clients may challenge the router. */
    static boolean needNodeKey(RouterWorker worker) {
        return of(worker).anyMatch(method -> method.methodName().equals(Cryptosign.METHOD));
    }
}
