package io.aerostat.node.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.node.config.grammar.ConfigurationFile;
import io.aerostat.node.config.reading.Surroundings;
import io.aerostat.node.run.Node;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

/** Follows the steps of the pages for beginners, with the code that these pages show. */
@Timeout(180)
class FirstComponentTest {
    private static final Path GETTING_STARTED = Path.of("docs/getting-started.md");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theFirstComponentOfGettingStartedAnswersItsClient() throws Exception {
        List<Snippet> java = Snippet.in(GETTING_STARTED, "java");
        compile(java.get(0), folder.resolve("classes"));
        compile(java.get(1), folder.resolve("client"));
        String json = Snippet.in(GETTING_STARTED, "json").get(0).code().replace("\"port\": 8080", "\"port\": 0");
        ConfigurationFile file =
                ConfigurationFile.read("config.json", json, new Surroundings(folder, variable -> Optional.empty()));
        assertThat(file.problemLines()).isEmpty();
        assertThat(file.noticeLines()).isEmpty();

        try (Node node = Node.of(file.configuration().orElseThrow(), Level.WARN)) {
            node.start();
            int port = node.port("websocket").orElseThrow();

            assertThat(run(folder.resolve("client"), "CallGreeter", "ws://127.0.0.1:" + port + "/"))
                    .isEqualTo("Hello, world");
        }
    }

    @Test
    void thePageOfTheBalloonShowsTheSameComponent() throws Exception {
        String page = Files.readString(Snippet.PROJECT.resolve("web/page/component.html"))
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");

        assertThat(Snippet.in(GETTING_STARTED, "java"))
                .allSatisfy(snippet -> assertThat(page).contains(snippet.code()));
        assertThat(page).contains(Snippet.in(GETTING_STARTED, "json").get(0).code());
    }

    @Test
    void theWholeProgramOfTheEmbeddingGuideRuns() throws Exception {
        compile(Snippet.in(Path.of("docs/embedding.md"), "java").get(0), folder);

        assertThat(run(folder, "EmbeddedRouter")).isEqualTo("Hello, world");
    }

    @Test
    void thePomOfTheEmbeddingGuideNamesTheArtifactsOfThisVersion() throws Exception {
        String pom = Snippet.in(Path.of("docs/embedding.md"), "xml").get(0).code();
        String parent = Files.readString(Snippet.PROJECT.resolve("pom.xml"));

        assertThat(pom)
                .contains("<version>" + between(parent, "<version>", "</version>") + "</version>")
                .contains("<version>" + between(parent, "<compiler-plugin.version>", "</compiler-plugin.version>")
                        + "</version>")
                .contains("<version>" + between(parent, "<slf4j.version>", "</slf4j.version>") + "</version>");
    }

    private static String between(String text, String begin, String end) {
        int from = text.indexOf(begin) + begin.length();
        return text.substring(from, text.indexOf(end, from));
    }

    private void compile(Snippet snippet, Path classes) throws Exception {
        Files.createDirectories(classes);
        Path source = CompiledSnippets.write(
                folder.resolve("sources"), snippet.packageName(), snippet.className(), snippet.code());
        CompiledSnippets.compile(classes, List.of(source));
    }

    /** Runs a program, and returns what it prints. */
    private static String run(Path classes, String className, String... arguments) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, FirstComponentTest.class.getClassLoader())) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            loader.loadClass(className).getMethod("main", String[].class).invoke(null, (Object) arguments);
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8).strip();
    }
}
