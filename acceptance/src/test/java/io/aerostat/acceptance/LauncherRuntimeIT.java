package io.aerostat.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests the launcher of the distribution with real Java runtimes: the runtime of the tests, and the second JDK if one
 * is installed.
 */
class LauncherRuntimeIT {
    private static final Duration DEADLINE = Duration.ofMinutes(3);
    private static final String MAIN_CLASS = "io.aerostat.node.Main source: ";
    private static final String ARCHIVE = "shared objects file";
    private static final String JAR = "file:";
    private static final String CONFIGURATION = """
            {"version": 2, "workers": [{"type": "router", "realms": [{"name": "realm1"}],
              "transports": [{"type": "websocket", "endpoint": {"type": "tcp", "port": 0, "interface": "127.0.0.1"}}]}]}
            """;

    @TempDir
    private Path root;

    private Path folder;
    private Path classes;

    static Stream<Path> runtimes() {
        return Stream.concat(Stream.of(Path.of(System.getProperty("java.home"))), Surroundings.secondJdk().stream());
    }

    @ParameterizedTest
    @MethodSource("runtimes")
    void startsWithTheArchiveAndWithoutItWhereItIsOfNoUse(Path runtime) throws Exception {
        install();
        Path archive = archive(runtime);

        assertThat(sourceOfClasses(runtime, "")).startsWith(ARCHIVE);

        // A JVM with another collector, or with larger heap pointers, cannot use this archive, but must start.
        assertThat(sourceOfClasses(runtime, "-XX:+UseParallelGC")).isNotEmpty();
        assertThat(sourceOfClasses(runtime, "-XX:+UseZGC")).isNotEmpty();
        assertThat(sourceOfClasses(runtime, "-Xmx33g")).isNotEmpty();

        truncate(archive);
        assertThat(sourceOfClasses(runtime, "")).as("made anew").startsWith(ARCHIVE);

        overwriteTheHead(archive(runtime));
        assertThat(sourceOfClasses(runtime, "")).startsWith(JAR);
    }

    private void install() throws IOException {
        folder = Files.createDirectories(root.resolve("aerostat-1"));
        classes = root.resolve("classes.log");
        Files.copy(Surroundings.root().resolve("distribution/aerostat"), folder.resolve("aerostat"));
        Files.copy(Surroundings.routerJar(), folder.resolve("router.jar"));
        Files.writeString(folder.resolve("config.json"), CONFIGURATION);
    }

    private Path archive(Path runtime) {
        Program.Outcome outcome = Program.run(
                folder,
                Map.of("JAVA_HOME", runtime.toString(), "JAVA_OPTS", ""),
                DEADLINE,
                List.of("sh", "./aerostat", "archive"));
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        return Path.of(outcome.output().strip());
    }

    /**
     * Starts the router, ends it when it listens, and returns the source from which the JVM has loaded the main class.
     */
    private String sourceOfClasses(Path runtime, String options) throws IOException {
        Files.deleteIfExists(classes);
        ProcessBuilder command =
                new ProcessBuilder("sh", "./aerostat", "--config", "config.json").directory(folder.toFile());
        command.environment().put("JAVA_HOME", runtime.toString());
        command.environment().put("JAVA_OPTS", options + " -Xlog:class+load:file=" + classes);
        try (RouterProcess router = RouterProcess.launch(command)) {
            router.awaitListening();
            assertThat(router.output().text()).doesNotContain("[warning]", "[error]");
        }
        try (Stream<String> lines = Files.lines(classes)) {
            return lines.filter(line -> line.contains(MAIN_CLASS))
                    .map(line -> line.substring(line.indexOf(MAIN_CLASS) + MAIN_CLASS.length()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void truncate(Path archive) throws IOException {
        try (FileChannel channel = open(archive)) {
            channel.truncate(channel.size() / 2);
        }
    }

    private static void overwriteTheHead(Path archive) throws IOException {
        try (FileChannel channel = open(archive)) {
            channel.write(ByteBuffer.allocate(4096), 0);
        }
    }

    private static FileChannel open(Path archive) throws IOException {
        assertThat(archive.toFile().setWritable(true)).isTrue();
        return FileChannel.open(archive, StandardOpenOption.WRITE);
    }
}
