package io.aerostat.node.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compiles every Java block of README and docs, each with nothing but its own imports. A fragment may use names that
 * the surrounding text has introduced; {@link #CONTEXT} declares them as fields.
 */
class DocumentedSnippetsTest {
    private static final Pattern IMPORT = Pattern.compile("(?m)^import .*;\n");
    private static final Path QUICKSTART = Path.of("docs/quickstart-java.md");
    private static final Pattern FILE = Pattern.compile("(?m)^(?:public )?(?:class|interface) (\\w+)");

    /**
     * Pages whose blocks are tests, whole projects or code of other libraries. ContractsGuideTest, MigrationGuideTest
     * and TestingGuideTest of the module aerostat-test, and SpringGuideTest of aerostat-spring-boot-autoconfigure,
     * compile all but the quickstart, which has its own test here.
     */
    private static final Set<Path> OTHER_PAGES = Set.of(
            Path.of("docs/contracts.md"),
            Path.of("docs/migrating-java.md"),
            QUICKSTART,
            Path.of("docs/spring-boot.md"),
            Path.of("docs/testing.md"));

    /** A type that a fragment declares in addition to its statements. */
    private static final Pattern MEMBER = Pattern.compile("(?ms)^public static .*?^}\n");

    private static final String CONTEXT = """
            package snippets;

            abstract class Context {
                static final java.time.Duration DEADLINE = java.time.Duration.ofSeconds(10);
                String url;
                String longPollUrl;
                byte[] secret;
                io.aerostat.protocol.passthru.PayloadCipher cipher;
                io.aerostat.client.Client client;
                io.aerostat.client.Client another;
                io.aerostat.client.session.Session session;
                io.aerostat.client.session.Session watching;
                io.aerostat.client.session.Session leaving;
                io.aerostat.client.rpc.CallHandle call;
                io.aerostat.client.pubsub.Subscription subscription;
                %s
                java.util.List<Integer> prices;
                java.util.concurrent.CompletableFuture<Object> complete;
                java.util.concurrent.CompletableFuture<Object> told;
                java.util.concurrent.CompletableFuture<Object> started;
                java.util.concurrent.CompletableFuture<Object> retained;
                java.util.concurrent.CompletableFuture<Object> gone;

                static class Summing
                        implements java.util.concurrent.Flow.Subscriber<io.aerostat.client.value.Arguments> {
                    Summing(int first, java.util.concurrent.CompletableFuture<Integer> sum) {}
                    public void onSubscribe(java.util.concurrent.Flow.Subscription subscription) {}
                    public void onNext(io.aerostat.client.value.Arguments arguments) {}
                    public void onError(Throwable failure) {}
                    public void onComplete() {}
                }

                static class Printing
                        implements java.util.concurrent.Flow.Subscriber<io.aerostat.client.rpc.CallResult> {
                    public void onSubscribe(java.util.concurrent.Flow.Subscription subscription) {}
                    public void onNext(io.aerostat.client.rpc.CallResult result) {}
                    public void onError(Throwable failure) {}
                    public void onComplete() {}
                }
            }
            """;
    /**
     * The declaration of {@code seen}: a list to which the examples of a page add values, or a future that they
     * complete.
     */
    private static final String COLLECTING = "java.util.List<Object> seen;";

    private static final String COMPLETING = "java.util.concurrent.CompletableFuture<Object> seen;";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void everyJavaBlockCompilesWithItsOwnImports() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (Path page : Snippet.pages()) {
            if (OTHER_PAGES.contains(page)) {
                continue;
            }
            for (Snippet snippet : Snippet.in(page, "java")) {
                sources.addAll(sourcesOf(snippet, sources.size()));
            }
        }
        assertThat(sources).hasSizeGreaterThan(50);

        CompiledSnippets.compile(folder, sources);
    }

    @Test
    void theFilesOfTheQuickstartCompileTogether() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (Snippet snippet : Snippet.in(QUICKSTART, "java")) {
            Matcher type = FILE.matcher(snippet.code());
            assertThat(type.find()).as("%s declares a type", snippet).isTrue();
            sources.add(CompiledSnippets.write(
                    folder.resolve("sources"), snippet.packageName(), type.group(1), snippet.code()));
        }
        assertThat(sources).hasSizeGreaterThan(1);

        CompiledSnippets.compile(folder, sources);
    }

    private List<Path> sourcesOf(Snippet snippet, int number) throws IOException {
        String name = "p" + number;
        if (!snippet.className().isEmpty()) {
            // Several pages may show a class of the same name, so each gets a separate package.
            String code = snippet.code().replaceFirst("(?m)^package .*\n", "");
            return List.of(CompiledSnippets.write(
                    folder.resolve("sources"), name, snippet.className(), "package " + name + ";\n" + code));
        }
        String collects = snippet.code().contains("seen.complete(") ? COMPLETING : COLLECTING;
        String context =
                CONTEXT.replace("package snippets;", "package " + name + ";").formatted(collects);
        return List.of(
                CompiledSnippets.write(folder.resolve("sources"), name, "Context", context),
                CompiledSnippets.write(folder.resolve("sources"), name, "Fragment", wrapped(snippet, name)));
    }

    private static String wrapped(Snippet snippet, String packageName) {
        String statements = IMPORT.matcher(snippet.code()).replaceAll("");
        String members = MEMBER.matcher(statements)
                .results()
                .map(member -> member.group())
                .collect(Collectors.joining());
        return "package " + packageName + ";\n"
                + IMPORT.matcher(snippet.code())
                        .results()
                        .map(line -> line.group())
                        .collect(Collectors.joining())
                + "/** " + snippet + " */ class Fragment extends Context {\n"
                + members
                + "void run() throws Exception {\n"
                + MEMBER.matcher(statements).replaceAll("")
                + "}\n}\n";
    }
}
