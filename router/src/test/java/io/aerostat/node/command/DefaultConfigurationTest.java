package io.aerostat.node.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.node.Main;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks which file is read if the user names none. Runs the program in a separate process, because the result depends
 * on the working directory.
 */
class DefaultConfigurationTest {
    @TempDir
    private Path folder = Path.of("");

    private String check() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "check")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + output.strip();
    }

    @Test
    void theFileOfTheWorkingDirectoryThenThatOfCrossbar() throws Exception {
        assertThat(check()).isEqualTo("1 config.json:1:1: there is no such file");

        Files.createDirectory(folder.resolve(".crossbar"));
        Files.writeString(folder.resolve(".crossbar/config.json"), "{\"version\": 2}");
        assertThat(check()).isEqualTo("0 .crossbar/config.json: ok");

        Files.writeString(folder.resolve("config.json"), "{\"version\": 2}");
        assertThat(check()).isEqualTo("0 config.json: ok");
    }

    @Test
    void nothingButTheAnswerIsPrintedEvenWhenCertificatesAreLookedInto() throws Exception {
        Path tls = Path.of("src/test/resources/good/tls").toAbsolutePath();
        Files.writeString(folder.resolve("config.json"), """
                {"version": 2, "workers": [{"type": "router", "transports": [{"type": "websocket", "endpoint":
                  {"type": "tcp", "port": 0, "tls": {"key": "%1$s/key.pem",
                    "certificate": "%1$s/certificate.pem"}}}]}]}""".formatted(tls));
        assertThat(check()).isEqualTo("0 config.json: ok");
    }
}
