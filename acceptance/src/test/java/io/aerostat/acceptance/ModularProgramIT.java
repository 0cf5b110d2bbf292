package io.aerostat.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests a program of Java modules that uses the embedded router and the client. Its sources are in {@code
 * src/test/modular}.
 */
class ModularProgramIT {
    private static final Path SOURCES = Surroundings.root().resolve("acceptance/src/test/modular");

    @TempDir
    private Path folder;

    @Test
    void runsInAnImageOfItsOwn() throws IOException {
        Path classes = folder.resolve("classes");
        assertThat(compile(SOURCES, classes)).isEqualTo(new Result(0, ""));
        Path image = folder.resolve("image");
        // The jar of Bouncy Castle is signed, and jlink refuses signed jars without this option.
        Result linked = tool(
                "jlink",
                "--ignore-signing-information",
                "--module-path",
                modulePath() + File.pathSeparator + classes,
                "--add-modules",
                "com.example.tower",
                "--output",
                image.toString());
        assertThat(linked.exitCode()).as(linked.output()).isZero();

        Program.Outcome outcome = java(image, "-m", "com.example.tower/com.example.tower.Tower");
        Program.Outcome modules = java(image, "--list-modules");

        assertThat(outcome.output()).contains("Hello, tower (5 letters)", "Hello, long-poll (9 letters)");
        assertThat(outcome.exitCode()).isZero();
        // The image must not contain modules that only programs with windows or compilers need.
        assertThat(modules.output()).contains("io.aerostat.router").doesNotContain("java.desktop", "jdk.compiler");
    }

    @Test
    void doesNotCompileWhenItReachesInside() throws IOException {
        Path sources = folder.resolve("sources/com.example.intruder");
        Files.createDirectories(sources.resolve("com/example/intruder"));
        Files.writeString(
                sources.resolve("module-info.java"),
                "module com.example.intruder { requires io.aerostat.client; requires io.aerostat.router; }");
        Files.writeString(sources.resolve("com/example/intruder/Intruder.java"), """
                package com.example.intruder;

                class Intruder {
                    io.aerostat.router.dealer.Dealer dealer;
                    io.aerostat.protocol.framing.Framing framing;
                }
                """);

        Result compiled = compile(folder.resolve("sources"), folder.resolve("classes"));

        assertThat(compiled.exitCode()).isNotZero();
        assertThat(compiled.output())
                .contains("package io.aerostat.router.dealer is not visible")
                .contains("package io.aerostat.protocol.framing is not visible");
    }

    private Program.Outcome java(Path image, String... arguments) {
        List<String> command = new ArrayList<>(List.of(image.resolve("bin/java").toString()));
        command.addAll(List.of(arguments));
        return Program.run(folder, Map.of(), Duration.ofMinutes(2), command);
    }

    private static Result compile(Path sources, Path classes) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "--release",
                "17",
                "-Xlint:all",
                "-d",
                classes.toString(),
                "--module-path",
                modulePath(),
                "--module-source-path",
                sources.toString()));
        try (Stream<Path> files = Files.walk(sources)) {
            files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
        }
        return tool("javac", arguments.toArray(String[]::new));
    }

    /** The result of a tool of the JDK. */
    private record Result(int exitCode, String output) {}

    private static Result tool(String name, String... arguments) {
        StringWriter output = new StringWriter();
        try (PrintWriter writer = new PrintWriter(output)) {
            int exitCode = ToolProvider.findFirst(name).orElseThrow().run(writer, writer, arguments);
            return new Result(exitCode, output.toString());
        }
    }

    private static String modulePath() {
        return Stream.of(paths()).map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** Returns the jars on the test's class path that have a module descriptor, which router.jar does not have. */
    private static Path[] paths() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .map(Path::of)
                .filter(ModularProgramIT::isModule)
                .toArray(Path[]::new);
    }

    private static boolean isModule(Path jar) {
        try {
            return ModuleFinder.of(jar).findAll().stream()
                    .anyMatch(module -> !module.descriptor().isAutomatic());
        } catch (FindException e) {
            return false; // the jar's name is not a valid name of an automatic module
        }
    }
}
