package io.aerostat.node.command;

import io.aerostat.client.Client;
import io.aerostat.client.connection.ConnectorOptions;
import io.aerostat.client.reconnect.ReconnectOptions;
import io.aerostat.node.config.Management;
import io.aerostat.node.config.grammar.ConfigurationFile;
import io.aerostat.node.logging.LogFormat;
import io.aerostat.node.logging.Logging;
import io.aerostat.node.management.ManagementProcedures;
import io.aerostat.node.management.ManagementRealm;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Calls the management procedures of a running node through its socket, for commands. */
final class NodeClient {
    /** The time limit of a call. A reload can wait for several components and containers, one after the other. */
    private static final long CALL_SECONDS = 600;

    private static final long JOIN_SECONDS = 15;

    /** This URL only selects RawSocket; the connection goes to the Unix domain socket. */
    private static final String URL = "rs://localhost:1";

    private final ConfigurationOption configuration = new ConfigurationOption();
    private final OptionSpec socket = OptionSpec.builder("--socket")
            .type(Path.class)
            .paramLabel("PATH")
            .description("The management socket of the node. By default, the one in its configuration file.")
            .build();

    void addTo(CommandSpec spec) {
        configuration.addTo(spec);
        spec.addOption(socket);
    }

    /** Returns the configuration file of the node. */
    Path file() {
        return configuration.file();
    }

    /** Checks whether the node has a management socket according to the options and the configuration file. */
    boolean isManaged() {
        return socket.getValue() != null
                || ConfigurationFile.management(configuration.file())
                        .map(Management::enabled)
                        .orElse(true);
    }

    /** Returns whether the node runs. Can block twice, each time for at most {@value #JOIN_SECONDS} seconds. */
    NodeState state() throws InterruptedException {
        Path place = place();
        if (isAbandoned(place)) {
            return NodeState.STOPPED;
        }
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        return call(place, JOIN_SECONDS, ManagementProcedures.STATUS, nowhere).isPresent()
                ? NodeState.RUNNING
                : NodeState.UNKNOWN;
    }

    /** Checks whether the socket is missing, or no process listens at the socket. */
    private static boolean isAbandoned(Path place) {
        if (Files.notExists(place)) {
            return true;
        }
        try (SocketChannel probe = SocketChannel.open(UnixDomainSocketAddress.of(place))) {
            return !probe.isConnected();
        } catch (ConnectException refused) {
            return true;
        } catch (IOException e) {
            return Files.notExists(place); // The node may have removed its socket just now.
        }
    }

    /** Returns the URL of the node's management socket, for commands that join its realm. */
    String url() {
        // Limits the log to errors, because the client logs every step.
        Logging.setUp(Level.ERROR, LogFormat.TEXT);
        try {
            return new URI("unix", null, place().toAbsolutePath().toString(), null).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e); // An absolute path is the path of a URI.
        }
    }

    /** Returns the node's management socket, from the option or, without the option, from the configuration file. */
    private Path place() {
        @Nullable Path named = socket.getValue();
        if (named != null) {
            return named;
        }
        return place(configuration.file());
    }

    /** Returns the management socket of the node with this configuration file, even if the file has problems. */
    static Path place(Path file) {
        return ConfigurationFile.management(file)
                .flatMap(options -> options.socketOf(file))
                .orElseGet(() -> Management.socketBeside(file));
    }

    /**
     * Calls a procedure and returns its result. If no node answers, prints an error and returns an empty result.
     *
     * @param err receives error texts
     */
    Optional<Map<String, Object>> call(String procedure, PrintWriter err, Object... arguments)
            throws InterruptedException {
        Optional<Map<String, Object>> result = call(place(), procedure, err, arguments);
        Path file = configuration.file();
        if (result.isEmpty()
                && socket.getValue() == null
                && ConfigurationFile.management(file).isEmpty()) {
            ConfigurationFile.read(file).problemLines().forEach(err::println);
            err.println("the management socket cannot be read from " + file
                    + " (expected --socket PATH if the node has another one)");
        }
        return result;
    }

    /**
     * Calls a procedure of the node with this management socket, in the same way as {@link #call(String, PrintWriter,
     * Object...)}.
     */
    static Optional<Map<String, Object>> call(Path place, String procedure, PrintWriter err, Object... arguments)
            throws InterruptedException {
        return call(place, CALL_SECONDS, procedure, err, arguments);
    }

    private static Optional<Map<String, Object>> call(
            Path place, long seconds, String procedure, PrintWriter err, Object... arguments)
            throws InterruptedException {
        // Limits the log to errors, because the client logs every step.
        Logging.setUp(Level.ERROR, LogFormat.TEXT);
        try (Client client = Client.builder()
                .url(URL)
                .connectorOptions(ConnectorOptions.DEFAULT.via(UnixDomainSocketAddress.of(place)))
                .realm(ManagementRealm.NAME)
                .reconnect(ReconnectOptions.OFF)
                .handshakeTimeout(Duration.ofSeconds(JOIN_SECONDS))
                .build()) {
            @SuppressWarnings("unchecked")
            Map<String, Object> result = client.join()
                    .get(JOIN_SECONDS, TimeUnit.SECONDS)
                    .call(procedure, arguments)
                    .as(Map.class)
                    .get(seconds, TimeUnit.SECONDS);
            return Optional.of(result);
        } catch (ExecutionException | TimeoutException | IllegalArgumentException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
            err.println("no node answers at " + place + ": " + reason.replace(URL + ": ", ""));
            return Optional.empty();
        }
    }
}
