package io.aerostat.node.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.node.config.AuditLogOptions;
import io.aerostat.node.config.Origin;
import io.aerostat.router.observation.ObservedEnd;
import io.aerostat.router.observation.ObservedSession;
import io.aerostat.router.observation.RefusedJoin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AuditLogTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ObservedSession SESSION = new ObservedSession(
            4711, "realm1", "ann \"a\"", "user", "ticket", "websocket/tls", "tcp4:192.0.2.1:50000", "agent/1.0");

    @TempDir
    private Path folder;

    @Test
    void eachEventIsALineOfJson() throws IOException {
        Path file = folder.resolve("logs/audit.log");
        try (AuditLog log = AuditLog.open(AuditLogOptions.of(file))) {
            log.joined(SESSION);
            log.denied(SESSION, "call", "com.example.secret", "wamp.error.not_authorized");
            log.killed(SESSION, 12, "wamp.close.killed");
            log.left(SESSION, new ObservedEnd("killed", "wamp.close.killed", Duration.ofMillis(1500), 3, 4));
            log.refused(new RefusedJoin(
                    "realm2",
                    "(none)",
                    "rawsocket/tcp",
                    "tcp4:192.0.2.2:1",
                    "wamp.error.no_such_realm",
                    "no \u2028 realm"));
            log.note("reload", Map.of("changes", 2));
        }

        List<JsonNode> lines = lines(file);
        assertThat(lines)
                .extracting(line -> line.get("event").asString())
                .containsExactly("join", "deny", "kill", "leave", "refuse", "reload");
        assertThat(lines)
                .allSatisfy(line -> assertThat(line.get("time").asString())
                        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z"));
        JsonNode join = lines.get(0);
        assertThat(join.get("session").asLong()).isEqualTo(4711);
        assertThat(join.get("authid").asString()).isEqualTo("ann \"a\"");
        assertThat(join.get("peer").asString()).isEqualTo("tcp4:192.0.2.1:50000");
        assertThat(lines.get(1).get("uri").asString()).isEqualTo("com.example.secret");
        assertThat(lines.get(2).get("by").asLong()).isEqualTo(12);
        assertThat(lines.get(3).get("seconds").asDouble()).isEqualTo(1.5);
        assertThat(lines.get(3).get("received").asLong()).isEqualTo(3);
        assertThat(lines.get(4).get("reason").asString()).isEqualTo("wamp.error.no_such_realm");
        assertThat(lines.get(5).get("changes").asInt()).isEqualTo(2);
    }

    @Test
    void onlyTheOwnerCanReadANewFile() throws IOException {
        Path file = folder.resolve("audit.log");

        AuditLog.open(AuditLogOptions.of(file)).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void onlyTheOwnerCanEnterANewFolder() throws IOException {
        AuditLog.open(AuditLogOptions.of(folder.resolve("logs/audit.log"))).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("logs"))))
                .isEqualTo("rwx------");
    }

    @Test
    void anExistingFileIsContinued() throws IOException {
        Path file = folder.resolve("audit.log");
        Files.writeString(file, "{\"event\":\"old\"}\n");

        try (AuditLog log = AuditLog.open(AuditLogOptions.of(file))) {
            log.joined(SESSION);
        }

        assertThat(lines(file)).extracting(line -> line.get("event").asString()).containsExactly("old", "join");
    }

    @Test
    void aFullFileIsPutAsideAndCompressed() throws Exception {
        Path file = folder.resolve("audit log");
        for (int run = 0; run < 6; run++) {
            try (AuditLog log = AuditLog.open(new AuditLogOptions(file, 10_000, 30, 20_000, Origin.NONE))) {
                for (int i = 0; i < 200; i++) {
                    log.joined(SESSION);
                }
            }
        }

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.toList())
                    .anySatisfy(put -> assertThat(put.getFileName().toString())
                            .matches("audit log\\.\\d{4}-\\d\\d-\\d\\d\\.\\d+\\.gz"));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aLongUriIsCut() throws IOException {
        Path file = folder.resolve("audit.log");
        try (AuditLog log = AuditLog.open(AuditLogOptions.of(file))) {
            log.denied(SESSION, "call", "a".repeat(100_000), "wamp.error.not_authorized");
        }

        assertThat(lines(file).get(0).get("uri").asString()).hasSize(501);
    }

    @Test
    void aFolderIsNoFile() {
        assertThatThrownBy(() -> AuditLog.open(AuditLogOptions.of(folder)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("expected nothing, or a file that can be written");
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(JSON::readTree).toList();
    }
}
