package io.aerostat.node.run;

import io.aerostat.node.config.AuthenticationMethod;
import io.aerostat.node.config.PathService;
import io.aerostat.node.config.Transport;
import io.aerostat.router.authentication.MethodConfig;
import io.aerostat.router.transport.Endpoint;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Tells on which transports clients could send tickets that others can read on the way (TIC-3). */
final class ReadableTickets {
    private static final String TICKET = "ticket";

    private ReadableTickets() {}

    /** Whether the transport asks for tickets, and others than this machine can connect without TLS. May look up a name. */
    static boolean on(Transport transport) {
        return transport.endpoint().endpoint() instanceof Endpoint.Tcp tcp
                && tcp.tls().isEmpty()
                && methods(transport).anyMatch(ReadableTickets::isTicket)
                && !isLoopback(tcp.host());
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false; // nor could anybody listen there
        }
    }

    private static Stream<AuthenticationMethod> methods(Transport transport) {
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
        return Stream.empty(); // an echo asks nobody
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

    private static boolean isTicket(AuthenticationMethod method) {
        if (method instanceof AuthenticationMethod.Function function) {
            return function.name().equals(TICKET);
        }
        return method instanceof AuthenticationMethod.Known known
                && (known.method() instanceof MethodConfig.StaticTicket
                        || (known.method() instanceof MethodConfig.Dynamic dynamic
                                && dynamic.method().equals(TICKET)));
    }
}
