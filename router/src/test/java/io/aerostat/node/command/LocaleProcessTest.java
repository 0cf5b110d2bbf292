package io.aerostat.node.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.node.Main;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the program in the locale C, which containers, services and timers often have. */
class LocaleProcessTest {
    private static final long TIMEOUT_SECONDS = 60;

    @TempDir
    private Path folder;

    @Test
    @Conformance("P13")
    void checkNamesThePlaceAndWritesUtf8() throws Exception {
        Files.writeString(folder.resolve("config.json"), """
                {"version": 2, "workers": [{"type": "guest", "executable": "sh", "arguments": ["grün"],
                  "options": {"workdir": "ünter"}}]}""");

        assertThat(check("config.json"))
                .contains("config.json:1:80: workers[0].arguments[0]: found \"grün\" (expected ")
                .contains("config.json:2:26: workers[0].options.workdir: found \"ünter\" (expected ")
                .contains("LC_ALL=C.UTF-8")
                .doesNotContain("Exception")
                .doesNotContain("\tat ");
    }

    @Test
    @Conformance("P13")
    void theNameOfTheFileItselfIsNoException() throws Exception {
        assertThat(check("grün.json"))
                .contains("LC_ALL=C.UTF-8")
                .doesNotContain("Exception")
                .doesNotContain("\tat ");
    }

    private String check(String file) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "check",
                        "--config",
                        file)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
        return output;
    }
}
