package io.aerostat.router.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aerostat.conformance.Conformance;
import io.aerostat.router.connection.ListenerEnvironment;
import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.BindException;
import io.aerostat.router.listener.BoundListener;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.router.listener.Transport;
import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ListenersTest {
    private final EchoAcceptor acceptor = new EchoAcceptor();
    private final TestServer server = new TestServer();
    private final Transport protocol = Transport.RawSocket.of(Access.ANONYMOUS);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anyFreePort() {
        BoundListener listener = server.accepting(acceptor).listen(protocol);

        assertThat(listener.port()).isPositive();
        assertThat(listener).hasToString("test at tcp4:127.0.0.1:" + listener.port());
    }

    @Test
    void changesAreMadeInTheOrderOfTheirCalls() {
        Deque<Runnable> held = new ConcurrentLinkedDeque<>();
        AtomicBoolean holds = new AtomicBoolean();
        ListenerEnvironment environment = TestServer.environment(
                acceptor,
                server.loops,
                server.admission,
                task -> {
                    if (holds.get()) {
                        held.add(task);
                    } else {
                        server.files.execute(task);
                    }
                },
                Set.of());
        Listener listener = new Listener("first", new ListeningEndpoint.Tcp("127.0.0.1", 0), protocol);
        BoundListener bound =
                Binder.open(listener, environment).toCompletableFuture().join();
        holds.set(true);

        bound.update(listener.withName("second"));
        CompletableFuture<Void> last = bound.update(listener.withName("third")).toCompletableFuture();
        while (!held.isEmpty()) {
            held.removeLast().run(); // an executor with several threads may run the later task first
        }

        assertThat(last).isCompleted();
        assertThat(bound.listener().name()).isEqualTo("third");
        holds.set(false);
        bound.close().toCompletableFuture().join();
    }

    /**
     * P3: if the router does not ping a silent peer, TCP probes this peer after at most 15 seconds, instead of two
     * hours.
     */
    @Conformance("P3")
    @Test
    @EnabledOnOs(OS.LINUX)
    void tcpProbesASilentPeerSoon() throws Exception {
        BoundListener listener = server.accepting(acceptor).listen(protocol);
        try (Wire wire = Wire.connect(listener.address())) {
            wire.sendHex("7ff10000");
            wire.read(4);

            String port = String.format(":%04X ", listener.port());
            String established = "01";
            String keepalive = "02:";
            List<String[]> accepted = Stream.of("tcp", "tcp6")
                    .flatMap(family -> lines(Path.of("/proc/net", family)))
                    .filter(line -> line.contains(port))
                    .map(line -> line.strip().split("\\s+"))
                    .filter(fields -> (fields[1] + " ").endsWith(port) && fields[3].equals(established))
                    .toList();
            assertThat(accepted).hasSize(1);
            String timer = accepted.get(0)[5];
            assertThat(timer).startsWith(keepalive);
            long hundredths = Long.parseLong(timer.substring(keepalive.length()), 16);
            assertThat(hundredths).isLessThanOrEqualTo(1_500);
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aPortInUse() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ListeningEndpoint endpoint = new ListeningEndpoint.Tcp("127.0.0.1", other.getLocalPort());

            assertThatThrownBy(() -> server.accepting(acceptor).listen(endpoint, protocol))
                    .hasRootCauseInstanceOf(IOException.class)
                    .cause()
                    .isInstanceOf(BindException.class)
                    .hasMessage("cannot listen on tcp 127.0.0.1:" + other.getLocalPort() + ": Address already in use");
        }
    }

    @Test
    void theFirstFreePortOfARange() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int taken = other.getLocalPort();
            ListeningEndpoint endpoint = new ListeningEndpoint.Tcp(
                    "127.0.0.1", taken, Math.min(taken + 20, 65535), 50, false, Optional.empty());

            assertThat(server.accepting(acceptor).listen(endpoint, protocol).port())
                    .isBetween(taken + 1, taken + 20);
        }
    }

    @Test
    void aSharedPort() {
        ListeningEndpoint any = new ListeningEndpoint.Tcp("127.0.0.1", 0, 0, 50, true, Optional.empty());
        int port = server.accepting(acceptor).listen(any, protocol).port();
        ListeningEndpoint same = new ListeningEndpoint.Tcp("127.0.0.1", port, port, 50, true, Optional.empty());

        assertThat(server.accepting(acceptor).listen(same, protocol).port()).isEqualTo(port);
    }

    @Test
    void anUnknownInterface() {
        assertThatThrownBy(() -> server.accepting(acceptor)
                        .listen(new ListeningEndpoint.Tcp("no.such.host.invalid", 0), protocol))
                .hasMessageContaining("found no interface of that name");
    }

    @Test
    void closingEndsEveryConnectionOnce() throws Exception {
        BoundListener listener = server.accepting(acceptor).listen(protocol);
        try (Wire silent = Wire.connect(listener.address());
                Wire joined = Wire.connect(listener.address())) {
            joined.sendHex("7ff10000");
            joined.read(4);
            listener.stopAccepting().toCompletableFuture().join();
            // The selector releases the socket a little later.
            await().atMost(Duration.ofMinutes(1)).until(() -> isRefused(listener));
            assertThat(listener.connections()).isEqualTo(2);

            listener.close().toCompletableFuture().join();
            listener.close().toCompletableFuture().join();

            assertThat(silent.readToEnd(Duration.ofSeconds(30))).isEmpty();
            joined.readToEnd(Duration.ofSeconds(30));
            assertThat(listener.connections()).isZero();
        }
    }

    @Conformance("RAW-3")
    @Test
    void oneConnectionTooMany() throws Exception {
        Transport web = new Transport.Web(Map.of());
        for (Transport protocol : List.of(this.protocol, web)) {
            BoundListener listener = server.accepting(acceptor)
                    .listen(new Listener("test", new ListeningEndpoint.Tcp("127.0.0.1", 0), protocol, 2));
            try (Wire one = Wire.connect(listener.address());
                    Wire other = Wire.connect(listener.address())) {
                await().atMost(Duration.ofMinutes(1)).until(() -> listener.connections() == 2);
                try (Wire third = Wire.connect(listener.address())) {
                    String words = new String(third.readToEnd(Duration.ofSeconds(30)), StandardCharsets.ISO_8859_1);
                    assertThat(words).startsWith(protocol == web ? "HTTP/1.1 503 " : "\u007f\u0040\0\0");
                }
                await().atMost(Duration.ofMinutes(1)).until(() -> listener.connections() == 2);
                one.close();
                await().atMost(Duration.ofMinutes(1)).until(() -> listener.connections() == 1);
                try (Wire fourth = Wire.connect(listener.address())) {
                    await().atMost(Duration.ofMinutes(1)).until(() -> listener.connections() == 2);
                }
            }
        }
    }

    /** A client in Node.js would ignore an HTTP response to its handshake; see LateRefusal. */
    @Test
    void oneNodeClientTooMany() throws Exception {
        Transport web = new Transport.Web(Map.of());
        BoundListener listener = server.accepting(acceptor)
                .listen(new Listener("test", new ListeningEndpoint.Tcp("127.0.0.1", 0), web, 1));
        try (Wire one = Wire.connect(listener.address())) {
            await().until(() -> listener.connections() == 1);
            try (Wire node = Wire.connect(listener.address())) {
                node.send(WebSocketTcpLinkTest.request("User-Agent: node\r\n"));
                assertThat(node.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 101 ");
                assertThat(ByteBufUtil.hexDump(node.readToEnd(Duration.ofSeconds(30))))
                        .startsWith("881903f5");
            }
            try (Wire other = Wire.connect(listener.address())) {
                other.send(WebSocketTcpLinkTest.request(""));
                assertThat(other.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 503 ");
            }
        }
    }

    private static boolean isRefused(BoundListener listener) {
        try (Wire wire = Wire.connect(listener.address())) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
