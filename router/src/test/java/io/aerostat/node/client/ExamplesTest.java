package io.aerostat.node.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.node.config.grammar.ConfigurationFile;
import io.aerostat.node.config.reading.Surroundings;
import io.aerostat.node.run.Node;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.event.Level;

/**
 * Compiles and runs every program in docs/examples, and checks that each prints the text in its last lines, and that
 * docs/wamp.md shows the code of the programs.
 */
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("../docs/examples");
    private static final Pattern IMPORTS = Pattern.compile("(?m)^import .*\n");
    private static final Pattern PRINTS = Pattern.compile("// prints(, in any order)?:\n((?:// .*\n)+)");

    private static Node node;
    private static String base;

    @TempDir
    Path classes;

    /** Starts a node with the configuration that docs/examples/README.md names, on a free port. */
    @BeforeAll
    static void startRouter() throws Exception {
        String json = Files.readString(EXAMPLES.resolve("config.json")).replace("\"port\": 8080", "\"port\": 0");
        ConfigurationFile file =
                ConfigurationFile.read("config.json", json, new Surroundings(EXAMPLES, variable -> Optional.empty()));
        assertThat(file.problemLines()).isEmpty();
        node = Node.of(file.configuration().orElseThrow(), Level.WARN);
        node.start();
        base = "127.0.0.1:" + node.port("web").orElseThrow();
    }

    @AfterAll
    static void stopRouter() {
        node.close();
    }

    static List<String> programs() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("programs")
    void printsTheLinesInItsComment(String program) throws Exception {
        Path source = EXAMPLES.resolve(program);
        Matcher prints = PRINTS.matcher(Files.readString(source));
        assertThat(prints.find()).as("says what it prints").isTrue();
        List<String> expected =
                prints.group(2).lines().map(line -> line.substring(3)).toList();

        List<String> printed = run(source, program.replace(".java", ""));

        if (prints.group(1) == null) {
            assertThat(printed).containsExactlyElementsOf(expected);
        } else {
            assertThat(printed).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private List<String> run(Path source, String className) throws Exception {
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        int outcome = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        messages,
                        messages,
                        "-encoding",
                        "UTF-8",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        "-d",
                        classes.toString(),
                        source.toString());
        assertThat(outcome).as(messages.toString(StandardCharsets.UTF_8)).isZero();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            String[] urls = {"ws://" + base + "/ws", "http://" + base + "/lp"};
            loader.loadClass(className).getMethod("main", String[].class).invoke(null, (Object) urls);
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void theGuideShowsTheirCode() throws Exception {
        StringBuilder code = new StringBuilder();
        for (String program : programs()) {
            code.append(squeezed(Files.readString(EXAMPLES.resolve(program))));
        }
        List<String> shown = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../docs/wamp.md")))
                .results()
                .map(block -> IMPORTS.matcher(block.group(1)).replaceAll(""))
                .collect(Collectors.toList());

        assertThat(shown).hasSizeGreaterThan(10);
        for (String block : shown) {
            assertThat(code).as(block).contains(squeezed(block));
        }
    }

    @Test
    void theFolderListsThem() throws Exception {
        String list = Files.readString(EXAMPLES.resolve("README.md"));

        for (String program : programs()) {
            assertThat(list).contains("(" + program + ")");
        }
    }

    /** Removes line breaks, because the formatter places them differently. */
    private static String squeezed(String code) {
        return code.replaceAll("\\s+", "");
    }
}
