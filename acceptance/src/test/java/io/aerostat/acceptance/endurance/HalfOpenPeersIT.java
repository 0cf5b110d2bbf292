package io.aerostat.acceptance.endurance;

import static io.aerostat.testkit.MessageType.HELLO;
import static io.aerostat.testkit.MessageType.REGISTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.acceptance.FreePorts;
import io.aerostat.acceptance.RouterProcess;
import io.aerostat.acceptance.Surroundings;
import io.aerostat.testkit.Framing;
import io.aerostat.testkit.RawPeer;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * P3: tests peers that vanish without closing their connection. The router must find them by pings, and must end their
 * registrations. A signal stops one peer. The other peer loses its network in a separate network namespace, for which
 * Linux requires root or user namespaces.
 */
@Timeout(180)
class HalfOpenPeersIT {
    /**
     * The deadline to detect a lost peer: the configured ping interval plus the ping timeout, and some time for a busy
     * machine.
     */
    private static final Duration FOUND = Duration.ofSeconds(30);

    private static final String HELLO = "[1,\"realm1\",{\"roles\":{\"callee\":{}}}]";
    private static final String REGISTER = "[64,1,{},\"com.app.orphan\"]";

    /** Returns a script that connects, joins, registers, prints that it has registered, and then reads forever. */
    private static String peer(int port) {
        return "exec 3<>/dev/tcp/127.0.0.1/" + port + "; printf '\\x7f\\xf1\\x00\\x00' >&3; " + printf(HELLO)
                + printf(REGISTER) + "echo registered; exec cat <&3 >/dev/null";
    }

    private static String printf(String message) {
        return "printf '\\x00\\x00\\x00\\x%02x%s' >&3; ".formatted(message.length(), message.replace("\"", "\\x22"));
    }

    @Test
    void aStoppedPeerIsFoundAndItsRegistrationIsFree() throws Exception {
        try (RouterAtWork router = RouterAtWork.start("", RouterAtWork.SHORT_PINGS)) {
            long registrations = router.tables().get("main.realm1.registrations");
            Process peer = new ProcessBuilder("bash", "-c", peer(router.port())).start();
            try {
                await().atMost(FOUND)
                        .until(() -> router.tables().get("main.realm1.registrations") == registrations + 1);
                new ProcessBuilder("kill", "-STOP", Long.toString(peer.pid()))
                        .start()
                        .waitFor();

                await().atMost(FOUND).until(() -> router.tables().get("main.realm1.registrations") == registrations);

                assertThat(router.process().output().text()).doesNotContain("ERROR");
                try (RawPeer next = Framing.RAW_SOCKET.join(router.port())) {
                    next.register("com.app.orphan");
                }
            } finally {
                peer.destroyForcibly();
            }
        }
    }

    @Test
    void aPeerBehindADeadNetworkIsFoundAndItsRegistrationIsFree() throws Exception {
        int port = FreePorts.next();
        Path folder = RouterAtWork.prepare(port, FreePorts.next(), "", RouterAtWork.SHORT_PINGS);
        RouterProcess router = RouterProcess.launch(new ProcessBuilder(routerInNamespace(folder)));
        Process peer = null;
        try {
            Path socket = folder.resolve("router.sock");
            await().atMost(Duration.ofSeconds(60)).until(() -> isServed(socket));
            long pid = Long.parseLong(router.output().text().lines().findFirst().orElseThrow());
            peer = inNamespace(pid, peer(port));
            await().atMost(FOUND).until(() -> !isFree(socket));

            assertThat(inNamespace(pid, "ip link set lo down").waitFor(10, TimeUnit.SECONDS))
                    .isTrue();

            // Neither FIN nor RST can arrive, so only pings can find the peer.
            await().atMost(FOUND).until(() -> isFree(socket));
        } finally {
            if (peer != null) {
                peer.descendants().forEach(ProcessHandle::destroyForcibly);
                peer.destroyForcibly();
            }
            router.kill();
        }
    }

    private static List<String> routerInNamespace(Path folder) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String script = "ip link set lo up; echo $$; exec " + java + " -Xmx256m -jar " + Surroundings.routerJar()
                + " --config " + folder.resolve("config.json");
        List<String> command = new ArrayList<>(List.of("unshare", "--net"));
        if (!System.getProperty("user.name").equals("root")) {
            command.add("--map-root-user");
        }
        command.addAll(List.of("bash", "-c", script));
        return command;
    }

    private static Process inNamespace(long pid, String script) throws IOException {
        List<String> command = new ArrayList<>(List.of("nsenter", "--target", Long.toString(pid), "--net"));
        if (!System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("--user", "--preserve-credentials"));
        }
        command.addAll(List.of("bash", "-c", script));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static boolean isServed(Path socket) {
        try {
            return answerOf(socket, REGISTER).startsWith("[65,");
        } catch (IOException e) {
            return false;
        }
    }

    /** Checks whether the procedure can be registered, by registering it for a moment. */
    private static boolean isFree(Path socket) throws IOException {
        String answer = answerOf(socket, REGISTER);
        assertThat(answer).matches("\\[65,.*|\\[8,64,1,.*procedure_already_exists.*");
        return answer.startsWith("[65,");
    }

    private static String answerOf(Path path, String request) throws IOException {
        try (SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.connect(UnixDomainSocketAddress.of(path));
            socket.write(ByteBuffer.wrap(new byte[] {0x7F, (byte) 0xF1, 0, 0}));
            read(socket, 4);
            send(socket, HELLO);
            message(socket);
            send(socket, request);
            return message(socket);
        }
    }

    private static void send(SocketChannel socket, String message) throws IOException {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        socket.write(ByteBuffer.allocate(4 + bytes.length)
                .putInt(bytes.length)
                .put(bytes)
                .flip());
    }

    private static String message(SocketChannel socket) throws IOException {
        int length = read(socket, 4).getInt() & 0x00FF_FFFF;
        return new String(read(socket, length).array(), StandardCharsets.UTF_8);
    }

    private static ByteBuffer read(SocketChannel socket, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (socket.read(bytes) < 0) {
                throw new IOException("the router has ended the connection");
            }
        }
        return bytes.flip();
    }
}
