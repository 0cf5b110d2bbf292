package io.aerostat.node.reload;

import static io.aerostat.node.reload.Change.added;
import static io.aerostat.node.reload.Change.changed;
import static io.aerostat.node.reload.Change.removed;

import io.aerostat.node.reload.Change.Subject;
import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.BridgedWebSocket;
import io.aerostat.router.listener.HttpBridge;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.Transport;
import io.aerostat.router.listener.Upload;
import io.aerostat.router.listener.WebOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * The differences between two listeners at one address.
 *
 * @param now the changes that are possible while the socket is open
 * @param restart the changes that need a restart
 */
record ListenerChanges(List<Change> now, List<Change> restart) {
    private static final String NEW_CONNECTIONS = "applies to new connections; sessions stay";
    private static final String NEXT_REQUEST = "applies to the next request; sessions stay";
    private static final String NEXT_JOIN = "apply to the next session that joins; sessions stay";

    ListenerChanges {
        now = List.copyOf(now);
        restart = List.copyOf(restart);
    }

    static ListenerChanges between(Listener before, Listener after) {
        List<Change> now = new ArrayList<>();
        List<Change> restart = new ArrayList<>();
        String name = after.name();
        if (!before.name().equals(name)) {
            now.add(changed(Subject.LISTENER, name, "was called " + before.name()));
        }
        if (!tls(before).equals(tls(after))) {
            now.add(changed(Subject.CERTIFICATE, name, NEW_CONNECTIONS));
        }
        if (!applied(before, after).endpoint().equals(after.endpoint())) {
            restart.add(changed(Subject.LISTENER_OPTION, name + "/backlog or shared", Change.NEEDS_RESTART));
        }
        if (before.maxConnections() != after.maxConnections()) {
            now.add(changed(Subject.LIMITS, name + " (connections)", NEW_CONNECTIONS));
        }
        if (!before.proxyProtocol().equals(after.proxyProtocol())) {
            now.add(changed(Subject.LISTENER_OPTION, name + " (PROXY protocol)", NEW_CONNECTIONS));
        }
        rawSocket(name, before.transport().rawSocket(), after.transport().rawSocket(), now);
        bridged(name, before.transport().bridged(), after.transport().bridged(), now);
        web(name, before.transport().web(), after.transport().web(), now);
        if (now.isEmpty() && restart.isEmpty()) {
            // The listener has the same services, but another kind of transport.
            now.add(changed(Subject.LISTENER, name, NEW_CONNECTIONS));
        }
        return new ListenerChanges(now, restart);
    }

    private static Optional<?> tls(Listener listener) {
        return listener.endpoint() instanceof ListeningEndpoint.Tcp tcp ? tcp.tls() : Optional.empty();
    }

    /** Returns the listener after a change; options of the socket keep their old value. */
    static Listener applied(Listener before, Listener after) {
        return before.endpoint() instanceof ListeningEndpoint.Tcp old
                        && after.endpoint() instanceof ListeningEndpoint.Tcp tcp
                ? after.withEndpoint(new ListeningEndpoint.Tcp(
                        tcp.host(), tcp.firstPort(), tcp.lastPort(), old.backlog(), old.shared(), tcp.tls()))
                : after.withEndpoint(before.endpoint());
    }

    private static void rawSocket(
            String name, Optional<Transport.RawSocket> before, Optional<Transport.RawSocket> after, List<Change> now) {
        service(name + " (RawSocket)", before, after, ListenerChanges::withoutUsers, now);
    }

    private static void bridged(
            String name, Optional<Transport.Bridged> before, Optional<Transport.Bridged> after, List<Change> now) {
        String protocol =
                after.or(() -> before).map(part -> part.protocol().name()).orElse("");
        service(name + " (" + protocol + ")", before, after, ListenerChanges::withoutUsers, now);
    }

    private static <T> void service(
            String service, Optional<T> before, Optional<T> after, UnaryOperator<T> withoutUsers, List<Change> now) {
        if (before.equals(after)) {
            return;
        }
        if (before.isEmpty()) {
            now.add(added(Subject.PATH, service, NEW_CONNECTIONS));
        } else if (after.isEmpty()) {
            now.add(removed(Subject.PATH, service, "nobody joins there any more; sessions stay"));
        } else if (withoutUsers.apply(before.get()).equals(withoutUsers.apply(after.get()))) {
            now.add(changed(Subject.USERS, service, NEXT_JOIN));
        } else {
            now.add(changed(Subject.PATH, service, NEW_CONNECTIONS));
        }
    }

    private static Transport.Bridged withoutUsers(Transport.Bridged service) {
        return new Transport.Bridged(
                service.protocol(), service.connection(), service.handshakeTimeout(), withoutUsers(service.access()));
    }

    private static Transport.RawSocket withoutUsers(Transport.RawSocket service) {
        return new Transport.RawSocket(
                service.serializations(),
                service.connection(),
                service.handshakeTimeout(),
                withoutUsers(service.access()));
    }

    private static Access withoutUsers(Access access) {
        return Access.ANONYMOUS.withSessions(access.sessions());
    }

    private static void web(
            String name, Optional<Transport.Web> before, Optional<Transport.Web> after, List<Change> now) {
        Map<String, PathService> old = new LinkedHashMap<>();
        Map<String, PathService> wanted = new LinkedHashMap<>();
        before.ifPresent(web -> collect(name, web.paths(), old));
        after.ifPresent(web -> collect(name, web.paths(), wanted));
        Set<String> all = new TreeSet<>(old.keySet());
        all.addAll(wanted.keySet());
        for (String path : all) {
            PathService present = old.get(path);
            PathService next = wanted.get(path);
            if (present == null) {
                now.add(added(Subject.PATH, path, NEXT_REQUEST));
            } else if (next == null) {
                now.add(removed(Subject.PATH, path, "nobody joins there any more; sessions stay"));
            } else if (!present.equals(next)) {
                now.add(
                        withoutUsers(present).equals(withoutUsers(next))
                                ? changed(Subject.USERS, path, NEXT_JOIN)
                                : changed(Subject.PATH, path, NEXT_REQUEST));
            }
        }
        Optional<WebOptions> options = after.map(Transport.Web::options);
        if (before.isPresent()
                && after.isPresent()
                && !before.map(Transport.Web::options).equals(options)) {
            now.add(changed(Subject.LISTENER_OPTION, name + " (HTTP)", NEXT_REQUEST));
        }
    }

    private static void collect(String at, Map<String, PathService> paths, Map<String, PathService> all) {
        paths.forEach((path, service) -> {
            String here = at + "/" + (path.equals("/") ? "" : path);
            if (service instanceof PathService.Nested nested) {
                collect(here, nested.paths(), all);
            } else {
                all.put(here, service);
            }
        });
    }

    private static PathService withoutUsers(PathService service) {
        if (service instanceof PathService.WebSocket webSocket) {
            boolean anonymous = webSocket.cookie().isEmpty();
            Access access = withoutUsers(webSocket.access());
            PathService.WebSocket plain = PathService.WebSocket.of(access)
                    .withSubprotocols(webSocket.subprotocols())
                    .withOptions(webSocket.options());
            return anonymous ? plain : plain.withCookie(webSocket.cookie().get());
        }
        if (service instanceof PathService.LongPoll longPoll) {
            return new PathService.LongPoll(
                    longPoll.subprotocols(), longPoll.options(), withoutUsers(longPoll.access()));
        }
        if (service instanceof HttpBridge bridge) {
            return bridge.with(bridge.options().withAccess(withoutUsers(bridge.access())));
        }
        if (service instanceof BridgedWebSocket bridged) {
            return new BridgedWebSocket(
                    withoutUsers(bridged.bridged()),
                    bridged.allowedOrigins(),
                    bridged.allowNullOrigin(),
                    bridged.externalPort());
        }
        if (service instanceof Upload upload) {
            return upload.with(withoutUsers(upload.access()));
        }
        return service;
    }
}
