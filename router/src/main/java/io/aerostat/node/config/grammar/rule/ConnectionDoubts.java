package io.aerostat.node.config.grammar.rule;

import io.aerostat.node.config.grammar.value.Names;
import io.aerostat.node.config.located.LocatedNumber;
import io.aerostat.node.config.located.LocatedObject;
import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.reading.Reading;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Warns about components of containers that can never reach a router of their own node. Either no transport listens at
 * the address of the connection, or the transport speaks another protocol, or it does not offer the path or realm of
 * the component. Connections to other machines are not checked. The rules only warn, so they never fail.
 */
public final class ConnectionDoubts {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    private final List<Target> targets = new ArrayList<>();

    private ConnectionDoubts(Placed node) {
        for (Placed worker : node.items("workers")) {
            for (Placed transport : worker.items("transports")) {
                targets.add(new Target(worker, transport));
            }
        }
    }

    /** Warns about each connection that can never work. Always returns true, because a warning breaks no rule. */
    public static boolean warn(LocatedObject node, Reading reading) {
        Placed whole = new Placed(node, reading);
        ConnectionDoubts doubts = new ConnectionDoubts(whole);
        // The containers of a node without routers connect to routers of other nodes.
        if (!doubts.targets.isEmpty()) {
            whole.items("workers").stream()
                    .filter(worker -> worker.text("type").equals(Optional.of("container")))
                    .filter(worker -> !worker.member("options").has("disabled"))
                    .flatMap(worker -> worker.items("components").stream())
                    .forEach(doubts::component);
        }
        return true;
    }

    private void component(Placed component) {
        Placed connection = component.member("transport");
        Placed endpoint = connection.member("endpoint");
        Optional<URI> url = connection.text("url").flatMap(ConnectionDoubts::url);
        Placed port = endpoint.member("port");
        List<Target> found;
        if (port.value().text().filter(Names::isTransportId).isPresent()) {
            String id = port.value().text().orElseThrow();
            found = targets.stream().filter(target -> target.hasId(id)).toList();
        } else {
            Placed where = endpoint.has("port") ? port : connection.member("url");
            OptionalInt number = endpoint.has("port")
                    ? number(port.value())
                    : url.map(ConnectionDoubts::port).orElse(OptionalInt.empty());
            String host = endpoint.text("host").or(() -> url.map(URI::getHost)).orElse("");
            if (number.isEmpty() || !THIS_MACHINE.contains(host)) {
                return;
            }
            found = targets.stream()
                    .filter(target -> target.mayListenOn(number.getAsInt()))
                    .toList();
            if (found.isEmpty()) {
                where.warn("found port " + number.getAsInt()
                        + " (expected one on which a transport of this node listens)");
                return;
            }
        }
        // If several transports are possible, they are not checked: one of them may fit.
        if (found.size() == 1) {
            compare(component, connection, url, found.get(0));
        }
    }

    private void compare(Placed component, Placed connection, Optional<URI> url, Target target) {
        String type = connection.text("type").orElse("");
        if (!target.speaks(type)) {
            connection.member("type").warn("found \"" + type + "\" (expected what " + target + " speaks)");
            return;
        }
        Placed endpoint = connection.member("endpoint");
        boolean secure = connection.has("endpoint")
                ? endpoint.has("tls")
                : url.map(it -> "wss".equals(it.getScheme())).orElse(false);
        if (secure != target.isSecure()) {
            Placed at = endpoint.has("tls")
                    ? endpoint.member("tls")
                    : connection.member(connection.has("endpoint") ? "endpoint" : "url");
            at.warn(
                    secure
                            ? "found TLS (expected none: " + target + " has no \"tls\")"
                            : "found no TLS (expected it: " + target + " has \"tls\")");
        }
        if (type.equals("websocket")
                && url.isPresent()
                && !target.hasWebSocketAt(url.get().getPath())) {
            connection
                    .member("url")
                    .warn("found the path \"" + url.get().getPath() + "\" (expected one at which " + target
                            + " has a websocket service)");
        }
        Placed realm = component.member("realm");
        List<String> realms = target.realms();
        if (realm.value().text().isPresent()
                && !realms.contains(realm.value().text().get())) {
            realm.warn("found " + realm.value().shown() + " (expected a realm of the router that " + target
                    + " belongs to" + (realms.isEmpty() ? ", which has none" : ": " + String.join(", ", realms)) + ")");
        }
    }

    private static Optional<URI> url(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException malformed) {
            return Optional.empty(); // The type of the value reports the problem.
        }
    }

    private static OptionalInt port(URI url) {
        return OptionalInt.of(url.getPort() >= 0 ? url.getPort() : "wss".equals(url.getScheme()) ? 443 : 80);
    }

    private static OptionalInt number(LocatedValue value) {
        return value instanceof LocatedNumber number
                ? OptionalInt.of(number.value().intValue())
                : OptionalInt.empty();
    }

    /** A transport that listens. */
    private record Target(Placed worker, Placed transport) {

        boolean hasId(String id) {
            return transport.text("id").equals(Optional.of(id));
        }

        /** Checks whether the transport can listen on a port. A port from an environment variable can be any port. */
        boolean mayListenOn(int port) {
            Placed endpoint = transport.member("endpoint");
            List<LocatedValue> range = endpoint.value()
                    .member("portrange")
                    .map(LocatedValue::items)
                    .orElse(List.of());
            if (range.size() == 2) {
                OptionalInt first = number(range.get(0));
                OptionalInt last = number(range.get(1));
                return first.isPresent() && last.isPresent() && first.getAsInt() <= port && port <= last.getAsInt();
            }
            OptionalInt own = number(endpoint.member("port").value());
            return endpoint.text("type").equals(Optional.of("tcp")) && (own.isEmpty() || own.getAsInt() == port);
        }

        boolean speaks(String type) {
            return switch (transport.text("type").orElse("")) {
                case "rawsocket" -> type.equals("rawsocket");
                case "websocket", "web" -> type.equals("websocket");
                case "universal" -> !type.equals("rawsocket") || transport.has("rawsocket");
                default -> true;
            };
        }

        boolean isSecure() {
            return transport.member("endpoint").has("tls");
        }

        boolean hasWebSocketAt(String path) {
            return switch (transport.text("type").orElse("")) {
                case "web" -> isWebSocket(transport.member("paths"), segments(path));
                case "universal" ->
                    transport.member("websocket").keys().stream()
                                    .anyMatch(key -> segments(key).equals(segments(path)))
                            || isWebSocket(transport.member("web").member("paths"), segments(path));
                default -> true;
            };
        }

        private static List<String> segments(String path) {
            return path == null
                    ? List.of()
                    : List.of(path.split("/")).stream()
                            .filter(segment -> !segment.isEmpty())
                            .toList();
        }

        /**
         * Checks whether the service at a path is a WebSocket. Finds the service as the web transport does: by the
         * first segment of the path, or else at the root.
         */
        private static boolean isWebSocket(Placed paths, List<String> segments) {
            boolean named = !segments.isEmpty() && paths.has(segments.get(0));
            Placed service = paths.member(named ? segments.get(0) : "/");
            return switch (service.text("type").orElse("")) {
                case "websocket" -> true;
                case "path" ->
                    isWebSocket(service.member("paths"), named ? segments.subList(1, segments.size()) : segments);
                default -> false;
            };
        }

        List<String> realms() {
            if (worker.has("routes")) {
                return worker.member("routes").keys();
            }
            return worker.items("realms").stream()
                    .flatMap(realm -> realm.text("name").stream())
                    .toList();
        }

        @Override
        public String toString() {
            return transport
                    .text("id")
                    .map(id -> "the transport \"" + id + "\"")
                    .orElse("the transport at " + transport.value().at());
        }
    }
}
