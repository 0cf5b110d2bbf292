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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests a router whose disk is full, so that it cannot log or store an upload. It must keep serving its clients. */
@Timeout(120)
class FullDiskIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String UPLOAD = """
            {"version": 2, "workers": [{"type": "router",
              "realms": [{"name": "realm1", "roles": [{"name": "anonymous"}]}],
              "transports": [{"type": "web", "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": %d},
                "paths": {
                  "/": {"type": "nodeinfo"},
                  "files": {"type": "static", "directory": "disk/uploaded"},
                  "upload": {"type": "upload", "realm": "realm1", "role": "anonymous", "directory": "disk/uploaded",
                    "temp_directory": "disk/unfinished",
                    "form_fields": {"file_name": "name", "mime_type": "type", "total_size": "total",
                      "chunk_number": "number", "chunk_size": "size", "total_chunks": "chunks",
                      "content": "file"}}}}]}]}
            """;

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

    /** The folder of the uploads is a small file system in memory, which only the router sees. */
    @Test
    void anUploadThatDoesNotFitIsRefusedAndASmallerOneIsStored(@TempDir Path folder) throws Exception {
        Assumptions.assumeTrue(
                new ProcessBuilder("unshare", "--mount", "true").start().waitFor() == 0,
                "found no right to mount a file system (expected root)");
        int port = FreePorts.next();
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Files.writeString(folder.resolve("config.json"), UPLOAD.formatted(port));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        RouterProcess router = RouterProcess.launch(new ProcessBuilder(
                "unshare",
                "--mount",
                "bash",
                "-c",
                "mount -t tmpfs -o size=2m tmpfs " + disk + " && exec " + java + " -Xmx256m -jar "
                        + Surroundings.routerJar() + " --config " + folder.resolve("config.json")));
        try {
            URI root = URI.create("http://127.0.0.1:" + port + "/");
            await().atMost(Duration.ofSeconds(60)).until(() -> !router.isAlive() || answers(root));

            for (int i = 0; i < 3; i++) {
                HttpResponse<String> refused = upload(root, "large.bin", 3 << 20);
                assertThat(refused.statusCode()).as(refused.body()).isEqualTo(507);
                assertThat(refused.body()).isEqualTo("The disk is full.");
            }
            HttpResponse<String> stored = upload(root, "small.bin", 1 << 19);
            assertThat(stored.statusCode()).as(stored.body()).isEqualTo(200);
            HttpResponse<byte[]> read = HTTP.send(
                    HttpRequest.newBuilder(root.resolve("files/small.bin")).build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            assertThat(read.body()).hasSize(1 << 19);
            assertThat(router.output().text()).contains("cannot be written: No space left on device");
        } finally {
            router.kill();
        }
    }

    private static boolean answers(URI uri) throws InterruptedException {
        try {
            return HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Sends a file as one chunk. */
    private static HttpResponse<String> upload(URI root, String name, int size)
            throws IOException, InterruptedException {
        Map<String, String> fields =
                Map.of("name", name, "type", "", "total", "" + size, "number", "1", "size", "" + size, "chunks", "1");
        StringBuilder form = new StringBuilder();
        fields.forEach((field, value) -> form.append("--x\r\nContent-Disposition: form-data; name=\"")
                .append(field)
                .append("\"\r\n\r\n")
                .append(value)
                .append("\r\n"));
        form.append("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"blob\"\r\n")
                .append("Content-Type: application/octet-stream\r\n\r\n")
                .append("a".repeat(size))
                .append("\r\n--x--\r\n");
        return HTTP.send(
                HttpRequest.newBuilder(root.resolve("upload"))
                        .header("Content-Type", "multipart/form-data; boundary=x")
                        .POST(HttpRequest.BodyPublishers.ofString(form.toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
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
