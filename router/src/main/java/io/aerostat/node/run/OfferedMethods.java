package io.aerostat.node.run;

import io.aerostat.node.config.AuthenticationMethod;
import io.aerostat.node.config.PathService;
import io.aerostat.node.config.RouterWorker;
import io.aerostat.node.config.Transport;
import io.aerostat.protocol.authentication.Cryptosign;
import io.aerostat.router.authentication.AuthenticationOptions;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** The authentication methods of a router, on all paths of its transports. */
final class OfferedMethods {
    private OfferedMethods() {}

    static Stream<AuthenticationMethod> of(RouterWorker worker) {
        return worker.transports().stream().flatMap(OfferedMethods::of);
    }

    /** Returns whether cryptosign clients may challenge the router. */
    static boolean needNodeKey(RouterWorker worker) {
        return of(worker).anyMatch(method -> isNamed(method, Cryptosign.METHOD));
    }

    static Stream<AuthenticationMethod> of(Transport transport) {
        if (transport instanceof Transport.Web web) {
            return methods(web.web().paths().values());
        }
        if (transport instanceof Transport.WebSocket webSocket) {
            return webSocket.settings().authentication().stream();
        }
        if (transport instanceof Transport.RawSocket rawSocket) {
            return rawSocket.settings().authentication().stream();
        }
        if (transport instanceof Transport.Universal universal) {
            return Stream.of(
                            universal.rawsocket().stream().flatMap(settings -> settings.authentication().stream()),
                            universal.websockets().values().stream()
                                    .flatMap(settings -> settings.authentication().stream()),
                            universal.web().stream()
                                    .flatMap(web -> methods(web.paths().values())))
                    .flatMap(methods -> methods);
        }
        return Stream.empty(); // an echo has no authentication
    }

    private static Stream<AuthenticationMethod> methods(Collection<PathService> services) {
        return services.stream().flatMap(service -> {
            if (service instanceof PathService.WebSocket webSocket) {
                return webSocket.settings().authentication().stream();
            }
            if (service instanceof PathService.LongPoll longPoll) {
                return longPoll.settings().authentication().stream();
            }
            if (service instanceof PathService.Nested nested) {
                return methods(nested.paths().values());
            }
            return List.<AuthenticationMethod>of().stream();
        });
    }

    /** Checks whether a method is the ticket or cryptosign method of any type. */
    static boolean isNamed(AuthenticationMethod method, String name) {
        if (method instanceof AuthenticationMethod.Function function) {
            return function.name().equals(name);
        }
        return method instanceof AuthenticationMethod.Known known && isNamed(known.method(), name);
    }

    private static boolean isNamed(AuthenticationOptions method, String name) {
        return method instanceof AuthenticationOptions.Dynamic dynamic
                ? dynamic.method().equals(name)
                : (method instanceof AuthenticationOptions.StaticTicket && name.equals("ticket"))
                        || (method instanceof AuthenticationOptions.StaticCryptosign && name.equals("cryptosign"));
    }
}
