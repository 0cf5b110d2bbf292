package io.aerostat.acceptance;

import io.aerostat.testkit.ByteStream;
import io.aerostat.testkit.Encoding;
import io.aerostat.testkit.Hello;
import io.aerostat.testkit.RawPeer;
import io.aerostat.testkit.WebSocketConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * The balloon example of {@code config/config.json}, on a free port instead of 8000, so that other programs can use
 * that port during the tests.
 */
final class BalloonExample {

    private static final int PORT = 8000;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The HELLO with which a caller of the example joins. */
    static final Hello HELLO = Hello.empty("realm1").role("caller");

    private final int port;
    private final Path config;

    private BalloonExample(int port, Path config) {
        this.port = port;
        this.config = config;
    }

    /** Writes the configuration into a new folder. */
    static BalloonExample prepare() {
        int port = FreePorts.next();
        JsonNode moved = JSON.readTree(Surroundings.exampleConfig().toFile());
        move(moved, port);
        try {
            Path folder = Files.createDirectories(Surroundings.output("example-" + port));
            Path config = folder.resolve("config.json");
            JSON.writerWithDefaultPrettyPrinter().writeValue(config.toFile(), moved);
            return new BalloonExample(port, config);
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for the example", e);
        }
    }

    /** Does the same as {@link #prepare()}, and applies {@code change} to the configuration. */
    static BalloonExample prepare(Consumer<ObjectNode> change) {
        BalloonExample example = prepare();
        ObjectNode changed = (ObjectNode) JSON.readTree(example.config.toFile());
        change.accept(changed);
        JSON.writerWithDefaultPrettyPrinter().writeValue(example.config.toFile(), changed);
        return example;
    }

    /** Returns the example in an unpacked distribution, after changing only the port in its configuration. */
    static BalloonExample inDistribution(Path folder) {
        int port = FreePorts.next();
        Path config = folder.resolve("config.json");
        try {
            Files.writeString(config, Files.readString(config).replace(Integer.toString(PORT), Integer.toString(port)));
        } catch (IOException e) {
            throw new UncheckedIOException("no configuration in " + folder, e);
        }
        return new BalloonExample(port, config);
    }

    Path config() {
        return config;
    }

    int port() {
        return port;
    }

    /**
     * Starts the router. Each start uses the same port, so that a client finds a later router at the address of an
     * earlier one.
     */
    RouterProcess start() {
        return RouterProcess.start(config);
    }

    URI page() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    /** Connects a peer to the WebSocket path that the page uses. */
    RawPeer peer() {
        return RawPeer.connect(
                webSocket(), Encoding.JSON, () -> WebSocketConnection.open(ByteStream.tcp(port), "ws", Encoding.JSON));
    }

    URI webSocket() {
        return URI.create("ws://127.0.0.1:" + port + "/ws");
    }

    /**
     * Makes relative paths absolute, because the copy is in another folder, and replaces each port by {@code port}.
     */
    private static void move(JsonNode node, int port) {
        if (node instanceof ObjectNode object) {
            for (String name : object.propertyNames().toArray(String[]::new)) {
                JsonNode value = object.get(name);
                if (name.equals("port") && value.isInt() && value.intValue() == PORT) {
                    object.put(name, port);
                } else if (value instanceof StringNode text) {
                    object.put(name, moved(text.stringValue(), port));
                } else {
                    move(value, port);
                }
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                if (array.get(i) instanceof StringNode text) {
                    array.set(i, moved(text.stringValue(), port));
                } else {
                    move(array.get(i), port);
                }
            }
        }
    }

    private static String moved(String text, int port) {
        return text.startsWith("../") ? Surroundings.root() + text.substring(2) : text.replace(":" + PORT, ":" + port);
    }
}
