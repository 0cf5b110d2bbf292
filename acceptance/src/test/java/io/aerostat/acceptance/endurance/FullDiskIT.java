package io.aerostat.acceptance.endurance;

import static io.aerostat.testkit.MessageType.INVOCATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.acceptance.FreePorts;
import io.aerostat.acceptance.RouterProcess;
import io.aerostat.acceptance.Surroundings;
import io.aerostat.testkit.Framing;
import io.aerostat.testkit.RawPeer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests a router whose log goes to a full disk, so that it cannot log. It must keep serving its clients. */
@Timeout(120)
class FullDiskIT {
    @Test
    void aRouterThatCannotLogServes() throws Exception {
        int port = FreePorts.next();
        Path folder = RouterAtWork.prepare(port, FreePorts.next(), "", RouterAtWork.RARE_PINGS);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // Every write to the device /dev/full fails with ENOSPC.
        RouterProcess router = RouterProcess.launch(new ProcessBuilder(
                "bash",
                "-c",
                "exec " + java + " -Xmx256m -jar " + Surroundings.routerJar() + " --loglevel debug --config "
                        + folder.resolve("config.json") + " >/dev/full 2>&1"));
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> !router.isAlive() || serves(port));
            assertThat(router.isAlive())
                    .as("the router, which cannot tell why it has ended")
                    .isTrue();
            for (int i = 0; i < 50; i++) {
                assertThat(serves(port)).isTrue();
            }

            router.terminate();

            assertThat(router.awaitExit(Duration.ofSeconds(60))).isZero();
        } finally {
            if (router.isAlive()) {
                router.kill();
            }
        }
    }

    private static boolean serves(int port) {
        try (RawPeer peer = Framing.RAW_SOCKET.join(port)) {
            // Each session registers another procedure, because the router may not have noticed the end of the previous
            // session yet.
            String procedure = "com.app.p" + System.nanoTime();
            peer.register(procedure);
            peer.call(procedure);
            peer.expect(INVOCATION);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
