package io.aerostat.node.command;

import io.aerostat.node.config.NodeConfiguration;
import io.aerostat.node.config.grammar.ConfigurationFile;
import io.aerostat.node.logging.LogFormat;
import io.aerostat.node.logging.Logging;
import io.aerostat.node.run.Node;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code rehearse}: starts a small node on a free port of this machine, exchanges messages with it, and ends. Launchers
 * run it so that the JVM archives the classes that it needs and later starts load them faster.
 */
final class RehearsalCommand implements Callable<Integer> {
    private static final long TIMEOUT_SECONDS = 60;
    /** Each request gets one answer. */
    private static final List<String> MESSAGES = List.of(
            "[1,\"rehearsal\",{\"roles\":{\"publisher\":{},\"subscriber\":{},\"caller\":{},\"callee\":{}}}]",
            "[32,1,{},\"rehearsal.topic\"]",
            "[64,2,{},\"rehearsal.procedure\"]",
            "[16,3,{\"acknowledge\":true},\"rehearsal.topic\"]",
            "[48,4,{},\"wamp.session.count\"]");

    static final String CONFIGURATION = """
            {"version": 2, "workers": [{"type": "router",
              "realms": [{"name": "rehearsal", "roles": [{"name": "anonymous", "permissions": [
                {"uri": "*", "allow": {"call": true, "register": true, "publish": true, "subscribe": true}},
                {"uri": "wamp.*", "allow": {"call": true}}]}]}],
              "transports": [{"type": "web", "id": "rehearsal", "endpoint": {"type": "tcp", "port": 0,
                "interface": "127.0.0.1"},
                "paths": {"/": {"type": "nodeinfo"}, "ws": {"type": "websocket"}}}]}]}
            """;

    private RehearsalCommand() {}

    static CommandSpec spec() {
        CommandSpec spec = CommandDescription.of(
                "rehearse", "Starts a small node, talks to it, and ends: for launchers.", new RehearsalCommand());
        spec.usageMessage().hidden(true);
        return spec;
    }

    @Override
    public Integer call() throws Exception {
        Logging.setUp(Level.ERROR, LogFormat.TEXT);
        try (Node node = Node.of(configuration(), Level.ERROR)) {
            node.start();
            say(URI.create("ws://127.0.0.1:" + node.port("rehearsal").orElseThrow() + "/ws"));
        }
        return 0;
    }

    /** Joins and sends a request of each kind; returns when all are answered. */
    private static void say(URI url) throws Exception {
        CountDownLatch answers = new CountDownLatch(MESSAGES.size());
        WebSocket.Listener listener = new WebSocket.Listener() {
            @Override
            public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                if (last) {
                    answers.countDown();
                }
                from.request(1);
                return null;
            }
        };
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols("wamp.2.json")
                .buildAsync(url, listener)
                .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        for (String message : MESSAGES) {
            socket.sendText(message, true).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        }
        if (!answers.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(
                    "found " + answers.getCount() + " messages without an answer (expected none)");
        }
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    private static NodeConfiguration configuration() throws IOException {
        Path file = Files.createTempFile("rehearsal", ".json");
        try {
            Files.writeString(file, CONFIGURATION);
            return ConfigurationFile.read(file).configuration().orElseThrow();
        } finally {
            Files.delete(file);
        }
    }
}
