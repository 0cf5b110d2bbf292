package io.aerostat.router.web.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.aerostat.router.listener.ArchivedFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests downloads of one archive by several services. */
@Timeout(120)
class ArchiveDownloadTest {
    @TempDir
    Path folder;

    @Test
    void twoServicesDownloadTheSameArchive() throws Exception {
        byte[] content = zip();
        CyclicBarrier bothHaveHalf = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        HttpServer origin = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        origin.setExecutor(threads);
        origin.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content, 0, content.length / 2);
            exchange.getResponseBody().flush();
            try {
                bothHaveHalf.await();
            } catch (Exception e) {
                throw new IOException(e);
            }
            exchange.getResponseBody().write(content, content.length / 2, content.length - content.length / 2);
            exchange.close();
        });
        origin.start();
        Path path = folder.resolve("app.zip");
        URI uri = URI.create("http://127.0.0.1:" + origin.getAddress().getPort() + "/app.zip");
        ArchivedFiles service = new ArchivedFiles(
                path, Optional.of(uri), List.of(), "", Optional.empty(), Optional.empty(), Map.of(), true);
        try {
            for (Archive archive : List.of(Archive.open(service), Archive.open(service))) {
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> archive.file().isPresent());
                try (ZipFile file = archive.file().orElseThrow()) {
                    assertThat(file.getEntry("large.bin").getSize()).isEqualTo(100_000);
                }
            }
        } finally {
            origin.stop(0);
            threads.shutdownNow();
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).as("files that remain").containsExactly(path);
        }
    }

    private static byte[] zip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry("large.bin"));
            out.write(new byte[100_000]);
        }
        return bytes.toByteArray();
    }
}
