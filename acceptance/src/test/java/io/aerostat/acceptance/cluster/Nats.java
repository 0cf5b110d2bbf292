package io.aerostat.acceptance.cluster;

import io.aerostat.testkit.nats.NatsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/**
 * Finds nats-server, configures several servers as a NATS cluster, and publishes messages as a client that is not a
 * node.
 */
final class Nats {
    private Nats() {}

    /** Returns the path of the installed nats-server; without one, the test is skipped. */
    static Path binary() {
        Assumptions.assumeTrue(NatsServer.installed().isPresent(), "found no nats-server (scripts/nats-server.sh)");
        return NatsServer.installed().orElseThrow();
    }

    /**
     * Returns the configuration of one server of a NATS cluster, with the pings between servers that docs/cluster.md
     * recommends.
     *
     * @param address the address at which this server listens for the other servers, as host:port
     * @param all the addresses of all servers
     */
    static String clustered(String address, List<String> all) {
        String routes = all.stream().map(each -> "\"nats://" + each + "\"").collect(Collectors.joining(", "));
        return "cluster { name: servers, listen: \"" + address + "\", routes: [" + routes
                + "], ping_interval: \"1s\", ping_max: 1 }";
    }

    /** Publishes messages as a NATS client that is not a node of the cluster; ignores the server's answers. */
    static void publish(NatsServer server, String subject, List<byte[]> messages) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            // CONNECT and PING go in one packet, so that the answer to a refused client is not lost.
            write(socket, "CONNECT {\"verbose\":false}\r\nPING\r\n".getBytes(StandardCharsets.US_ASCII));
            awaitPong(socket);
            for (byte[] message : messages) {
                write(socket, ("PUB " + subject + " " + message.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
                write(socket, message);
                write(socket, "\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            write(socket, "PING\r\n".getBytes(StandardCharsets.US_ASCII));
            awaitPong(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Socket socket, byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    private static void awaitPong(Socket socket) throws IOException {
        StringBuilder answers = new StringBuilder();
        while (answers.indexOf("PONG") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("found " + answers + " (expected PONG)");
            }
            answers.append((char) next);
        }
    }
}
