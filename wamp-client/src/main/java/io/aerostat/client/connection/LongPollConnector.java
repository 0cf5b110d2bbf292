package io.aerostat.client.connection;

import io.aerostat.client.error.ConnectFailed;
import io.aerostat.client.execution.ClientRuntime;
import io.aerostat.protocol.address.RouterUrl;
import io.aerostat.protocol.negotiation.Subprotocol;
import io.aerostat.protocol.serializer.Serializers;
import io.netty.channel.EventLoop;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Opens WAMP over HTTP long-poll (LP-1), for networks that permit no other traffic. Any thread. */
final class LongPollConnector implements Connector {
    private static final JsonMapper JSON = new JsonMapper();

    private final RouterUrl url;
    private final ConnectorOptions options;
    private final ClientRuntime runtime;
    private final Optional<ClientTls> tls;

    /** @throws IllegalArgumentException if the files of the TLS options cannot be used */
    LongPollConnector(RouterUrl url, ConnectorOptions options, ClientRuntime runtime) {
        this.url = url;
        this.options = options;
        this.runtime = runtime;
        this.tls = url.tls() ? Optional.of(ClientTls.create(options.tls(), runtime.executor())) : Optional.empty();
    }

    @Override
    public CompletableFuture<Connection> open(ConnectionListener listener) {
        CompletableFuture<Connection> opened = new CompletableFuture<>();
        EventLoop loop = EventLoops.of(runtime).next();
        // Looking up a host name blocks, so it is not done on the event loop.
        runtime.executor().execute(() -> {
            List<SocketAddress> addresses;
            try {
                addresses = Addresses.of(url, options);
            } catch (UnknownHostException e) {
                opened.completeExceptionally(new ConnectFailed(url + ": unknown host " + e.getMessage(), e));
                return;
            }
            loop.execute(() -> ask(new HttpLine(loop, addresses, url, options, tls), addresses, listener, opened));
        });
        return opened;
    }

    /** Asks the router to open a session; called on the loop of {@code line}. */
    private void ask(
            HttpLine line,
            List<SocketAddress> addresses,
            ConnectionListener listener,
            CompletableFuture<Connection> opened) {
        ScheduledFuture<?> timer = line.loop()
                .schedule(
                        () -> opened.completeExceptionally(new ConnectFailed(url + ": no connection within "
                                + options.openTimeout().toMillis() + " ms")),
                        options.openTimeout().toMillis(),
                        TimeUnit.MILLISECONDS);
        opened.whenComplete((connection, failure) -> {
            timer.cancel(false);
            if (failure != null) {
                line.loop().execute(line::close);
            }
        });
        line.post(url.resolve("open"), protocols()).whenComplete((reply, failure) -> {
            if (failure != null) {
                opened.completeExceptionally(new ConnectFailed(url + ": " + failure.getMessage(), failure));
                return;
            }
            Opened answer = read(reply);
            Optional<Subprotocol> agreed = answer == null
                    ? Optional.empty()
                    : Subprotocol.ofName(answer.protocol())
                            .filter(chosen -> options.subprotocols().contains(chosen));
            if (answer == null || agreed.isEmpty()) {
                opened.completeExceptionally(new ConnectFailed(refusal(reply)));
                return;
            }
            LongPollConnection connection = new LongPollConnection(
                    url.resolve(answer.transport()),
                    agreed.get().batched(),
                    Serializers.of(agreed.get().serialization()),
                    options,
                    listener,
                    line,
                    new HttpLine(line.loop(), addresses, url, options, tls));
            if (opened.complete(connection)) {
                connection.start();
            } else {
                connection.close(); // the attempt was canceled, or has timed out
            }
        });
    }

    private byte[] protocols() {
        List<String> names =
                options.subprotocols().stream().map(Subprotocol::name).toList();
        return JSON.writeValueAsBytes(java.util.Map.of("protocols", names));
    }

    /** The answer of the router to the request that opens a session. */
    private record Opened(String protocol, String transport) {}

    /** Returns the answer; null if the response has none. */
    private static @Nullable Opened read(HttpLine.Reply reply) {
        if (!reply.isSuccess()) {
            return null;
        }
        try {
            // Reads the tree without data binding, because data binding would require this module to be open to
            // Jackson.
            JsonNode document = JSON.readTree(reply.body());
            String protocol = text(document.path("protocol"));
            String transport = text(document.path("transport"));
            if (protocol == null || transport == null || !transport.matches("[A-Za-z0-9._~-]+")) {
                return null; // the name becomes part of URLs, so other characters are refused
            }
            return new Opened(protocol, transport);
        } catch (JacksonException e) {
            return null;
        }
    }

    /** Returns the text of a scalar; null for anything else. */
    private static @Nullable String text(JsonNode node) {
        return node.isValueNode() && !node.isNull() ? node.asString() : null;
    }

    private String refusal(HttpLine.Reply reply) {
        String text = new String(reply.body(), 0, Math.min(200, reply.body().length), StandardCharsets.UTF_8);
        boolean isPage = text.startsWith("<"); // a page for browsers, not an error text of a router
        return url + ": found HTTP status " + reply.status() + reply.retryAfter()
                + (reply.isSuccess() || isPage ? "" : " " + text.strip())
                + " (expected 200 with a protocol of " + options.subprotocols() + " and the name of a transport)";
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
