package io.aerostat.node.config.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.aerostat.node.config.field.ReferencePage;
import io.aerostat.node.config.reading.SchemaDefinitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks that the published schema and reference of the configuration agree with the loader. Run with {@code
 * -Dpublished=write} to write the schema and the reference again after the grammar has changed.
 */
class PublishedGrammarTest {
    private static final Path PROJECT = Path.of("..");
    private static final Path SCHEMA = PROJECT.resolve("config/schema.json");
    private static final Path REFERENCE = PROJECT.resolve("docs/configuration.md");
    private static final String BEGIN = "<!-- reference: generated from the loader, see PublishedGrammarTest -->";
    private static final String END = "<!-- end of reference -->";

    @Test
    void theSchemaIsTheGrammar() throws IOException {
        String generated = JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(
                                SchemaDefinitions.of(NodeGrammar.NODE).document("Aerostat node configuration"))
                        .replace("\r\n", "\n")
                + "\n";
        if (writes()) {
            Files.writeString(SCHEMA, generated);
        }
        assertThat(generated).isEqualTo(Files.readString(SCHEMA));
    }

    @Test
    void theReferenceIsTheGrammar() throws IOException {
        List<String> page = Files.readAllLines(REFERENCE);
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        assertThat(begin).isNotNegative().isLessThan(end);
        List<String> generated = ReferencePage.of(NodeGrammar.NODE);
        if (writes()) {
            List<String> written = new ArrayList<>(page.subList(0, begin + 1));
            written.addAll(generated);
            written.addAll(page.subList(end, page.size()));
            Files.write(REFERENCE, written);
        } else {
            assertThat(page.subList(begin + 1, end)).isEqualTo(generated);
        }
    }

    static Stream<Path> goodFiles() throws IOException {
        try (Stream<Path> examples = Files.walk(PROJECT.resolve("config/examples"))) {
            List<Path> files = new ArrayList<>(
                    examples.filter(file -> file.toString().endsWith(".json")).toList());
            files.add(PROJECT.resolve("config/config.json"));
            files.add(Path.of("src/test/resources/good/everything.json"));
            files.add(Path.of("src/test/resources/good/crossbar.json"));
            return files.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("goodFiles")
    void theSchemaAcceptsWhatTheLoaderAccepts(Path file) throws IOException {
        assertThat(errors(file)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a-list",
                "version-missing",
                "version-1",
                "version-text",
                "unknown-key",
                "worker-types",
                "controller",
                "native-options",
                "realms",
                "permissions",
                "transports",
                "paths",
                "auth",
                "components",
                "guests",
                "tls"
            })
    void theSchemaRefusesWhatTheLoaderRefuses(String name) throws IOException {
        assertThat(errors(Path.of("src/test/resources/bad", name + ".json"))).isNotEmpty();
    }

    private static List<Error> errors(Path file) throws IOException {
        Schema schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(Files.readString(SCHEMA));
        return schema.validate(Files.readString(file), InputFormat.JSON);
    }

    private static boolean writes() {
        return "write".equals(System.getProperty("published"));
    }
}
