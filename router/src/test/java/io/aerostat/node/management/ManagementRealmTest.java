package io.aerostat.node.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.client.Client;
import io.aerostat.client.connection.ConnectorOptions;
import io.aerostat.client.reconnect.ReconnectOptions;
import io.aerostat.client.session.Session;
import io.aerostat.node.reload.ReloadReport;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

@Timeout(120)
class ManagementRealmTest {
    @TempDir
    private Path folder = Path.of("");

    private Path socket = Path.of("");
    private Optional<ManagementRealm> realm = Optional.empty();

    @BeforeEach
    void place() {
        socket = folder.resolve("node.sock");
    }

    @AfterEach
    void end() {
        realm.ifPresent(ManagementRealm::close);
    }

    static final class FakeNode implements NodeControl {
        private String done = "";

        @Override
        public CompletableFuture<ReloadReport> reload(boolean isDryRun) {
            done += isDryRun ? "dry-run " : "reload ";
            return isDryRun
                    ? CompletableFuture.completedFuture(ReloadReport.refused(true, List.of("config.json:1:1: wrong")))
                    : CompletableFuture.failedFuture(new IllegalStateException("the node is ending"));
        }

        @Override
        public Map<String, Object> status() {
            return Map.of("state", "ready");
        }

        @Override
        public Duration stop() {
            done += "stop ";
            return Duration.ofSeconds(69);
        }

        @Override
        public void logLevel(Level level) {
            done += level + " ";
        }
    }

    private Optional<ManagementRealm> open(NodeControl node) {
        return ManagementRealm.open(socket, new ManagementProcedures(node, new FakeInspection(Map.of())), false);
    }

    private Client client() {
        return Client.builder()
                .url("rs://localhost:1")
                .connectorOptions(ConnectorOptions.DEFAULT.via(UnixDomainSocketAddress.of(socket)))
                .realm(ManagementRealm.NAME)
                .reconnect(ReconnectOptions.OFF)
                .build();
    }

    private static Map<?, ?> call(Session session, String procedure, Object... arguments) throws Exception {
        return session.call(procedure, arguments).as(Map.class).get(60, TimeUnit.SECONDS);
    }

    @Test
    void theProceduresAreBehindASocketThatOnlyItsOwnerMayOpen() throws Exception {
        FakeNode node = new FakeNode();
        realm = open(node);

        assertThat(Files.getPosixFilePermissions(socket)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (Client client = client()) {
            Session session = client.join().get(60, TimeUnit.SECONDS);
            assertThat(call(session, "aerostat.node.status").get("state")).isEqualTo("ready");
            assertThat(call(session, "aerostat.node.cluster").get("node")).isEqualTo("one");
            assertThat(call(session, "aerostat.node.dry_run").get("problems"))
                    .isEqualTo(List.of("config.json:1:1: wrong"));
            assertThat(call(session, "aerostat.node.reload").get("problems")).isEqualTo(List.of("the node is ending"));
            assertThat(call(session, "aerostat.node.log_level", "Debug").get("level"))
                    .isEqualTo("debug");
            assertThat(call(session, "aerostat.node.log_level", "loud")
                            .get("problem")
                            .toString())
                    .contains("expected error, warn");
            assertThat(call(session, "aerostat.node.stop").get("seconds")).isEqualTo(69L);
            assertThat(node.done).isEqualTo("dry-run reload DEBUG stop ");
            assertThatThrownBy(() -> session.register("aerostat.node.more", invocation -> 1)
                            .get(60, TimeUnit.SECONDS))
                    .hasMessageContaining("not_authorized");
        }
    }

    @Test
    void nothingIsLeftBehind() throws IOException {
        realm = open(new FakeNode());
        realm.orElseThrow().close();
        realm = Optional.empty();

        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aSocketThatADeadNodeLeftBehindIsReplaced() throws Exception {
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(socket));
        }
        assertThat(Files.exists(socket, LinkOption.NOFOLLOW_LINKS)).isTrue();

        realm = open(new FakeNode());

        try (Client client = client()) {
            assertThat(call(client.join().get(60, TimeUnit.SECONDS), "aerostat.node.status"))
                    .isNotEmpty();
        }
    }

    @Test
    void aSecondNodeLeavesTheSocketToTheFirst() throws Exception {
        realm = open(new FakeNode());

        assertThat(open(new FakeNode())).isEmpty();

        try (Client client = client()) {
            assertThat(client.join().get(60, TimeUnit.SECONDS).isJoined()).isTrue();
        }
    }

    /**
     * The hidden folder in which the socket is created must not make the path longer than the final path of the socket.
     */
    @Test
    void thePathMayBeAsLongAsASocketsPathCan() throws IOException {
        Path root = Files.createTempDirectory(Path.of("/tmp"), "m");
        try {
            Path parent = Files.createDirectories(
                    root.resolve("x".repeat(102 - root.toString().length() - "//n.s".length())));
            socket = parent.resolve("n.s");
            assertThat(socket.toString()).hasSize(102);

            realm = open(new FakeNode());

            assertThat(realm).isPresent();
            assertThat(Files.list(parent)).containsExactly(socket);
            realm.get().close();
            realm = Optional.empty();
            socket = parent.resolve("long.s");
            assertThat(open(new FakeNode())).isEmpty();
            Files.deleteIfExists(parent);
        } finally {
            Files.deleteIfExists(root);
        }
    }

    @Test
    void aFileIsNeverReplaced() throws IOException {
        Files.writeString(socket, "precious");

        assertThat(open(new FakeNode())).isEmpty();

        assertThat(Files.readString(socket)).isEqualTo("precious");
    }

    @Test
    void aNodeWithoutAPlaceForTheSocketRunsWithoutIt() {
        socket = folder.resolve("missing").resolve("node.sock");
        assertThat(open(new FakeNode())).isEmpty();
        socket = folder.resolve("x".repeat(200));
        assertThat(open(new FakeNode())).isEmpty();
    }
}
