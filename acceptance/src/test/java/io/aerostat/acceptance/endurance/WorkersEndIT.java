package io.aerostat.acceptance.endurance;

import static io.aerostat.testkit.MessageType.GOODBYE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.acceptance.FreePorts;
import io.aerostat.acceptance.Processes;
import io.aerostat.acceptance.RouterProcess;
import io.aerostat.acceptance.Surroundings;
import io.aerostat.testkit.Framing;
import io.aerostat.testkit.RawPeer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Tests that a guest, and all processes that it has started, end together with the node, even if the guest ignores
 * requests to end.
 */
@Timeout(180)
class WorkersEndIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    private static final String CONFIGURATION = """
            {"version": 2, "workers": [
              {"type": "router",
               "realms": [{"name": "realm1", "roles": [{"name": "anonymous", "allow-by-default": true}]}],
               "transports": [{"type": "rawsocket", "options": {%s},
                 "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": %d}}]},
              {"type": "guest", "executable": "sh",
               "arguments": ["-c", "trap '' TERM; sleep 600 & echo $$ $! > starting; mv starting started; \
            while :; do sleep 1; done"]}]}""";

    private final int port = FreePorts.next();
    private final Path folder = Surroundings.output("workers-end-" + port);

    private RouterProcess start() throws Exception {
        Files.createDirectories(folder);
        return RouterProcess.startWhole(Files.writeString(
                folder.resolve("config.json"), CONFIGURATION.formatted(RouterAtWork.RARE_PINGS, port)));
    }

    private List<ProcessHandle> guest() throws Exception {
        await().atMost(SOON).until(() -> Files.exists(folder.resolve("started")));
        return List.of(Files.readString(folder.resolve("started")).trim().split(" ")).stream()
                .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
                .toList();
    }

    @Test
    void aSecondSigtermChangesNothing() throws Exception {
        RouterProcess router = start();
        try (RawPeer peer = Framing.RAW_SOCKET.join(port)) {
            List<ProcessHandle> guest = guest();

            router.terminate();
            router.terminate();

            assertThat(peer.skipTo(GOODBYE).text(2)).isEqualTo("wamp.close.system_shutdown");
            assertThat(router.awaitExit(Duration.ofSeconds(30))).isZero();
            await().atMost(SOON).until(() -> guest.stream().noneMatch(Processes::lives));
        } finally {
            router.kill();
        }
    }

    @Test
    void aKilledRouterLeavesNothingOfItsGuestBehind() throws Exception {
        RouterProcess router = start();
        List<ProcessHandle> guest = guest();

        router.kill();

        await().atMost(SOON).until(() -> guest.stream().noneMatch(Processes::lives));
    }
}
