package io.aerostat.acceptance.endurance;

import static io.aerostat.testkit.MessageType.GOODBYE;
import static io.aerostat.testkit.MessageType.RESULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.acceptance.FreePorts;
import io.aerostat.acceptance.Surroundings;
import io.aerostat.testkit.Framing;
import io.aerostat.testkit.RawPeer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests a node whose log goes into a full pipe from which nobody reads. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // reading from a process cannot be interrupted
class UnreadOutputIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    /** A configuration whose guest prints some megabytes, far more than a pipe holds, and then writes a file. */
    private static final String CONFIGURATION = """
            {"version": 2, "workers": [
              {"type": "router",
               "realms": [{"name": "realm1", "roles": [{"name": "anonymous", "allow-by-default": true}]}],
               "transports": [{"type": "rawsocket", "options": {%s},
                 "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": %d}}]},
              {"type": "guest", "executable": "sh",
               "arguments": ["-c", "yes 'a line as guests write them, some eighty characters long, more or less' \
            | head -n 50000; touch written; exec sleep 600"]}]}""";

    private final int port = FreePorts.next();
    private final Path folder = Surroundings.output("unread-" + port);
    private Process router;

    @BeforeEach
    void start() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("config.json"), CONFIGURATION.formatted(RouterAtWork.RARE_PINGS, port));
        router = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-jar",
                        Surroundings.routerJar().toString(),
                        "--config",
                        folder.resolve("config.json").toString())
                .redirectErrorStream(true)
                .start();
    }

    @AfterEach
    void kill() throws InterruptedException {
        router.destroyForcibly();
        assertThat(router.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    private RawPeer join() {
        return await().atMost(SOON)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> Framing.RAW_SOCKET.join(port), peer -> true);
    }

    /** Makes the node and its guest log more lines than fit into a pipe. */
    private void fillTheOutput() throws IOException {
        for (int i = 0; i < 1_000; i++) {
            Framing.RAW_SOCKET.join(port).close();
        }
        await().atMost(SOON).until(() -> Files.exists(folder.resolve("written")));
    }

    private static void assertAnswers(RawPeer peer) {
        peer.call("wamp.session.count");
        peer.expect(RESULT);
    }

    @Test
    void noClientWaitsAndSessionsGetGoodbye() throws Exception {
        try (RawPeer peer = join()) {
            fillTheOutput();
            assertAnswers(peer);

            router.destroy();

            assertThat(peer.skipTo(GOODBYE).text(2)).isEqualTo("wamp.close.system_shutdown");
            assertThat(router.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(router.exitValue()).isZero();
        }
    }

    @Test
    void droppedLinesAreReportedWhenTheOutputIsReadAgain() throws Exception {
        try (RawPeer peer = join();
                BufferedReader output = router.inputReader(StandardCharsets.UTF_8)) {
            fillTheOutput();

            String line = output.readLine();
            while (!line.contains("log lines dropped")) {
                line = output.readLine();
            }

            assertThat(line).contains("WARN").containsPattern("lines=\\d+");
            assertAnswers(peer);
        }
    }
}
