package io.aerostat.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Unpacks the zip of the build in another folder, and checks that it needs nothing but a Java runtime. */
class DistributionIT {

    @Test
    void fliesTheBalloonWhereverItIsUnpacked(@TempDir Path elsewhere) throws Exception {
        unzip(zip(), elsewhere);
        Path folder = onlyFolder(elsewhere);
        assertThat(folder.resolve("LICENSE")).isNotEmptyFile();
        assertThat(folder.resolve("licenses/THIRD-PARTY.txt")).isNotEmptyFile();
        assertThat(folder.resolve("licenses/slf4j-api/LICENSE.txt")).isNotEmptyFile();
        assertThat(folder.resolve("web/shared/uplot/LICENSE")).isNotEmptyFile();
        assertThat(folder.resolve("man/man1/aerostat-call.1")).content().startsWith(".TH");
        assertThat(folder.resolve("completion/aerostat")).content().contains("complete -F", "passwd");

        BalloonExample example = BalloonExample.inDistribution(folder);
        try (RouterProcess router = RouterProcess.startDistribution(folder)) {
            BalloonFlies.awaitPop(example);

            for (String path : List.of("", "shared/autobahn/autobahn.min.js", "js/theme-first.js")) {
                HttpResponse<String> response = HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(example.page() + path))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
                assertThat(response.statusCode()).as(path).isEqualTo(200);
                assertThat(response.body()).isNotBlank();
            }
        }
    }

    @Test
    void theLauncherSharesClasses(@TempDir Path elsewhere) throws IOException {
        unzip(zip(), elsewhere);
        Path folder = onlyFolder(elsewhere);
        BalloonExample example = BalloonExample.inDistribution(folder);
        Path classes = folder.resolve("classes.log");

        try (RouterProcess router = RouterProcess.startByLauncher(folder, "-Xlog:class+load:file=" + classes)) {
            BalloonFlies.awaitPop(example);
        }

        try (Stream<String> lines = Files.lines(classes)) {
            assertThat(lines.filter(line -> line.contains(" io.aerostat.") && line.contains("shared objects file")))
                    .hasSizeGreaterThan(100);
        }
    }

    private static Path zip() throws IOException {
        try (Stream<Path> files = Files.list(Surroundings.root().resolve("router/target/distribution"))) {
            return files.filter(file -> file.toString().endsWith(".zip"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Path onlyFolder(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    private static void unzip(Path zip, Path folder) throws IOException {
        try (InputStream bytes = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(bytes)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path target = folder.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(entries, target);
                }
            }
        }
    }
}
