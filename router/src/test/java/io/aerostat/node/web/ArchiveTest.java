package io.aerostat.node.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.aerostat.router.listener.ArchivedFiles;
import io.aerostat.router.listener.PathService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Serves files out of ZIP archives, which exist, are damaged, or are downloaded. */
class ArchiveTest {
    private static final String LARGE = "0123456789abcdef".repeat(100_000);

    @TempDir
    Path folder;

    private Path zip;

    @BeforeEach
    void pack() throws IOException {
        zip = folder.resolve("site.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (Map.Entry<String, String> file : Map.of(
                            "site/index.html", "<p>index</p>",
                            "site/deep/x.txt", "x",
                            "site/large.bin", LARGE,
                            "out.txt", "outside")
                    .entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue().getBytes(UTF_8));
            }
        }
    }

    private ArchivedFiles service(Path archive, Optional<URI> origin, List<String> hashes, Optional<String> fallback) {
        return new ArchivedFiles(
                archive, origin, hashes, "site/", Optional.of("index.html"), fallback, Map.of(".txt", "text/x"), true);
    }

    private static HttpResponse<String> get(BridgedRealm realm, String path) throws Exception {
        return realm.send(realm.request(path).GET().build());
    }

    @Test
    void filesAreServedFromTheFolderInTheArchive() throws Exception {
        Map<String, PathService> paths = Map.of(
                "/", service(zip, Optional.empty(), List.of(), Optional.empty()),
                "app", service(zip, Optional.empty(), List.of(), Optional.of("index.html")));
        try (BridgedRealm realm = new BridgedRealm(paths)) {
            HttpResponse<String> index = get(realm, "/");
            assertThat(index.statusCode()).isEqualTo(200);
            assertThat(index.body()).isEqualTo("<p>index</p>");
            assertThat(index.headers().firstValue("content-type").orElse("")).startsWith("text/html");
            assertThat(index.headers().firstValue("cache-control")).hasValue("max-age=43200, public");
            HttpResponse<String> text = get(realm, "/deep/x.txt");
            assertThat(text.body()).isEqualTo("x");
            assertThat(text.headers().firstValue("content-type")).hasValue("text/x");
            assertThat(get(realm, "/large.bin").body()).isEqualTo(LARGE);
            assertThat(get(realm, "/deep").statusCode()).isEqualTo(404);
            assertThat(get(realm, "/out.txt").statusCode()).isEqualTo(404);
            assertThat(get(realm, "/%2e%2e/out.txt").statusCode()).isEqualTo(404);
            assertThat(get(realm, "/app/some/route").body()).isEqualTo("<p>index</p>");
            HttpResponse<String> head = realm.send(realm.request("/large.bin")
                    .method("HEAD", HttpRequest.BodyPublishers.noBody())
                    .build());
            assertThat(head.headers().firstValueAsLong("content-length")).hasValue(LARGE.length());
            assertThat(realm.post("/", "x").statusCode()).isEqualTo(405);
        }
    }

    @Test
    void anArchiveWithAnotherFingerprintIsRefused() throws Exception {
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(zip)));
        new BridgedRealm(Map.of("/", service(zip, Optional.empty(), List.of(hash), Optional.empty()))).close();

        assertThatThrownBy(() -> new BridgedRealm(
                        Map.of("/", service(zip, Optional.empty(), List.of("00".repeat(32)), Optional.empty()))))
                .hasStackTraceContaining("archive: found the SHA-256 fingerprint " + hash);
    }

    @Test
    void anArchiveThatDoesNotExistIsDownloaded() throws Exception {
        byte[] content = Files.readAllBytes(zip);
        HttpServer origin = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        origin.createContext("/", exchange -> {
            exchange.sendResponseHeaders(
                    exchange.getRequestURI().getPath().equals("/site.zip") ? 200 : 404, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
        origin.start();
        String url = "http://127.0.0.1:" + origin.getAddress().getPort();
        Path here = folder.resolve("here.zip");
        Path missing = folder.resolve("missing.zip");
        try (BridgedRealm realm = new BridgedRealm(Map.of(
                "here", service(here, Optional.of(URI.create(url + "/site.zip")), List.of(), Optional.empty()),
                "missing", service(missing, Optional.of(URI.create(url + "/no.zip")), List.of(), Optional.empty())))) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> get(realm, "/here/").statusCode() == 200);
            assertThat(get(realm, "/here/deep/x.txt").body()).isEqualTo("x");
            HttpResponse<String> unavailable = get(realm, "/missing/");
            assertThat(unavailable.statusCode()).isEqualTo(503);
        } finally {
            origin.stop(0);
        }
        assertThat(here).hasBinaryContent(content);
        assertThat(missing).doesNotExist();
    }
}
