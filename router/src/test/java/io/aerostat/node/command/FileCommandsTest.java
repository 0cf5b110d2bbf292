package io.aerostat.node.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The commands that create and rewrite files of a node. */
class FileCommandsTest {
    private static final String RIGHT = """
        {"version": 2, "controller": {"id": "yes"}, "workers": [{"type": "router", "realms": [{"name": "realm1",
          "roles": [{"name": "anonymous", "permissions": [{"uri": "com.", "match": "prefix",
            "allow": {"call": true}}]}]}]}]}
        """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int run(String... arguments) {
        CommandLine commandLine = NodeCommand.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    @Test
    void jsonBecomesYamlAndJsonAgain() throws IOException {
        Path json = file("config.json", RIGHT);
        Path yaml = folder.resolve("config.yaml");

        assertThat(run("convert", "--cbdir", folder.toString()))
                .as(err.toString())
                .isZero();
        assertThat(Files.readString(yaml)).contains("version: 2\n", "id: 'yes'", "- type: router");
        Files.delete(json);
        assertThat(run("convert", "--cbdir", folder.toString()))
                .as(err.toString())
                .isZero();
        assertThat(Files.readString(json)).contains("\"version\" : 2", "\"id\" : \"yes\"");
        assertThat(run("check", "--cbdir", folder.toString())).isZero();
    }

    @Test
    void wordsThatArePythonsBooleansAreBooleans() throws IOException {
        file("config.yaml", """
            version: 2
            workers:
            - type: router
              realms:
              - name: realm1
                roles:
                - name: anonymous
                  permissions:
                  - {uri: com., match: prefix, allow: {call: yes, register: off}}
            """);

        assertThat(run("convert", "--cbdir", folder.toString()))
                .as(err.toString())
                .isZero();
        assertThat(Files.readString(folder.resolve("config.json"))).contains("\"call\" : true", "\"register\" : false");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "convert | config.json | {\"version\": 3} | version: found 3",
                "convert | config.yaml | version: 3 | version: found 3",
                "convert | config.yaml | a: [ | not YAML",
                "convert | config.yaml | {a: 1, a: 2} | not YAML",
                "convert | config.json | { | not JSON",
                "convert | config.toml | a | expected .json, .yaml or .yml",
                "upgrade | config.json | [] | expected an object",
                "upgrade | config.json | {\"version\": 7} | version: found 7 (expected 1 or 2)",
                "upgrade | config.json | {\"version\": \"1\"} | version: found 1 (expected 1 or 2)",
            })
    void aFileThatIsWrongStaysAlone(String command, String name, String content, String expected) throws IOException {
        Path file = file(name, content);

        assertThat(run(command, "--config", file.toString())).isEqualTo(1);
        assertThat(err.toString()).contains(name.replace(".yaml", "."), expected);
        assertThat(Files.readString(file)).isEqualTo(content);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aFileOfTheOtherFormatIsReplacedOnlyIfAsked() throws IOException {
        Path json = file("config.json", RIGHT);
        Path yaml = file("config.yaml", "mine");

        assertThat(run("convert", "--config", json.toString())).isEqualTo(1);
        assertThat(Files.readString(yaml)).isEqualTo("mine");
        assertThat(run("convert", "--config", json.toString(), "--force")).isZero();
        assertThat(Files.readString(yaml)).contains("version: 2");
    }

    @Test
    void versionOneBecomesVersionTwo() throws IOException {
        Path file = file("config.json", """
            {"workers": [{"type": "router", "realms": [{"name": "realm1", "roles": [{"name": "anonymous",
              "permissions": [{"uri": "com.*", "call": true}, {"uri": "com.one", "publish": true},
                {"uri": "*", "subscribe": true}]}]}]}]}
            """);

        assertThat(run("upgrade", "--config", file.toString()))
                .as(err.toString())
                .isZero();
        String upgraded = Files.readString(file).replaceAll("\\s+", "");
        assertThat(upgraded)
                .startsWith("{\"version\":2,")
                .contains(
                        "{\"uri\":\"com.\",\"match\":\"prefix\",\"allow\":{\"call\":true,\"register\":false,"
                                + "\"publish\":false,\"subscribe\":false}",
                        "{\"uri\":\"com.one\",\"match\":\"exact\"",
                        "{\"uri\":\"\",\"match\":\"prefix\"",
                        "\"cache\":true");
        assertThat(run("check", "--config", file.toString())).as(err.toString()).isZero();
        assertThat(run("upgrade", "--config", file.toString())).isZero();
        assertThat(out.toString()).contains("is of version 2 already");
    }

    @ParameterizedTest
    @CsvSource({"minimal,config.json", "crossbar-like,.crossbar/config.json"})
    void aTemplateIsRightAndReplacesNothing(String template, String config) throws IOException {
        assertThat(run("init", "--template", template, "--appdir", folder.toString()))
                .isZero();
        assertThat(run("check", "--config", folder.resolve(config).toString()))
                .as(err.toString())
                .isZero();
        file(config, "mine");
        assertThat(run("init", "--template", template, "--appdir", folder.toString()))
                .isZero();
        assertThat(err.toString()).contains("is there already, and stays as it is");
        assertThat(folder.resolve(config)).hasContent("mine");
    }

    @Test
    void anUnknownTemplateIsNamed() {
        assertThat(run("init", "--template", "maximal")).isEqualTo(2);
        assertThat(err.toString()).contains("found \"maximal\" (expected minimal, crossbar-like or balloon)");
        assertThat(run("init", "--template", "balloon", "--appdir", folder.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("found no balloon example beside router.jar");
    }

    @Test
    void aNodeThatDoesNotRunIsStopped() throws IOException {
        String file = file("config.json", RIGHT).toString();

        assertThat(run("status", "--config", file, "--assert", "stopped")).isZero();
        assertThat(run("status", "--config", file, "--assert", "running")).isEqualTo(69);
        assertThat(out.toString()).isEqualTo("Status is STOPPED\nStatus is STOPPED\n");
        assertThat(run("status", "--config", file, "--assert", "fine")).isEqualTo(2);
        assertThat(run("stop", "--config", file)).isEqualTo(69);
    }

    @Test
    void startEndsAfterItsTime() throws IOException {
        String file = file("config.json", RIGHT).toString();

        assertThat(run("start", "--config", file, "--shutdownafter", "1", "--loglevel", "none"))
                .as(err.toString())
                .isZero();
        assertThat(run("start", "--config", file, "--loglevel", "loud")).isEqualTo(2);
        assertThat(run("start", "--config", file, "--logformat", "xml")).isEqualTo(2);
        assertThat(run("start", "--config", file, "--shutdownafter", "0")).isEqualTo(2);
    }

    @Test
    void everyCommandHasCompletionAndAManualPage() throws IOException {
        assertThat(run("completion")).isZero();
        assertThat(run("man", folder.resolve("man").toString())).isZero();

        for (String command : NodeCommand.commandLine().getSubcommands().keySet()) {
            if (!command.equals("rehearse") && !command.equals("man")) {
                assertThat(out.toString()).contains(command);
                assertThat(folder.resolve("man/aerostat-" + command + ".1"))
                        .content()
                        .startsWith(".TH \"AEROSTAT\\-" + command.toUpperCase(Locale.ROOT))
                        .contains(".SH \"SYNOPSIS\"", ".SH \"EXIT STATUS\"")
                        .doesNotContain("${", "%n");
            }
        }
    }
}
