package io.aerostat.node.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.node.logging.LogFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;

/**
 * A command line that only starts a node is read without the command-line library, which reads all other command lines.
 */
class StartOptionsTest {

    @Test
    void aPlainStartHasTheDefaultsOfTheCommandLine() {
        StartOptions options = StartOptions.of(new String[0]).orElseThrow();

        assertThat(options).isEqualTo(new StartOptions(null, Level.INFO, LogFormat.TEXT));
        assertThat(options.file()).isEqualTo(Path.of("config.json"));
    }

    @Test
    void theVariableNamesTheFolderIfTheUserNamesNoFile(@TempDir Path folder) throws IOException {
        Path yaml = Files.createFile(folder.resolve("config.yaml"));

        assertThat(StartOptions.file(null, folder.toString())).isEqualTo(yaml);
        assertThat(StartOptions.file(null, yaml.toString())).isEqualTo(yaml); // the folder of a file
        assertThat(StartOptions.file(Path.of("my.json"), folder.toString())).isEqualTo(Path.of("my.json"));

        Path json = Files.createFile(folder.resolve("config.json"));
        assertThat(StartOptions.file(null, folder.toString())).isEqualTo(json);
        assertThat(StartOptions.file(null, "")).isEqualTo(Path.of("config.json"));
    }

    @Test
    void namesAreFollowedByValuesInAnyCase() {
        String[] arguments = {"--loglevel", "Debug", "--config", "my node.json", "--logformat", "json"};

        assertThat(StartOptions.of(arguments))
                .contains(new StartOptions(Path.of("my node.json"), Level.DEBUG, LogFormat.JSON));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "check",
                "check --config a.json",
                "--config",
                "--config a.json --config b.json",
                "--config --loglevel",
                "--config=a.json",
                "--loglevel loud",
                "--logformat xml",
                "--unknown a"
            })
    void everyOtherCommandLineIsLeftToTheLibrary(String arguments) {
        assertThat(StartOptions.of(arguments.split(" "))).isEmpty();
    }
}
