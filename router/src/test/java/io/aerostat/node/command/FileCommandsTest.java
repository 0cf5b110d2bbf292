package io.aerostat.node.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Tests the commands that create and rewrite files of a node. */
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
                "upgrade | config.json | {\"workers\": [} | column 14: not JSON: Unexpected close marker '}'",
                "convert | config.toml | a | expected .json, .yaml or .yml",
                "upgrade | config.json | [] | expected an object",
                "upgrade | config.json | {\"version\": 7} | version: found 7 (expected 1 or 2)",
                "upgrade | config.json | {\"version\": \"1\"} | version: found \"1\" (expected 1 or 2)",
            })
    void aFileThatIsWrongStaysAlone(String command, String name, String content, String expected) throws IOException {
        Path file = file(name, content);

        assertThat(run(command, "--config", file.toString())).isEqualTo(1);
        assertThat(err.toString())
                .contains(name.replace(".yaml", "."), expected)
                .doesNotContain("Source");
        assertThat(Files.readString(file)).isEqualTo(content);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"convert", "upgrade"})
    void aFolderIsNoConfigurationFile(String command) {
        assertThat(run(command, "--config", folder.toString())).isEqualTo(1);
        assertThat(err.toString()).contains(folder + ": found a folder (expected a configuration file)");
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
                        "\"disclose\":{\"caller\":false,\"publisher\":false},\"cache\":true");
        assertThat(run("check", "--config", file.toString())).as(err.toString()).isZero();
        assertThat(run("upgrade", "--config", file.toString())).isZero();
        assertThat(out.toString()).contains("already has version 2");
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
    void aSocketAtWhichNobodyListensIsThatOfAStoppedNode() throws IOException {
        String file = file("config.json", RIGHT).toString();
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(file + ".sock"))
                .close();

        assertThat(run("status", "--config", file, "--assert", "stopped")).isZero();
    }

    @Test
    void aNodeWithoutManagementIsNeitherRunningNorStopped() throws IOException {
        String file = file("config.json", "{\"version\": 2, \"controller\": {\"management\": {\"enabled\": false}}}")
                .toString();

        assertThat(run("status", "--config", file, "--assert", "stopped")).isEqualTo(69);
        assertThat(out.toString()).isEqualTo("Status is UNKNOWN\n");
    }

    @Test
    void aProcessThatDoesNotAnswerIsNeitherARunningNorAStoppedNode() throws Exception {
        String file = file("config.json", RIGHT).toString();
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(file + ".sock"));
            Thread hangingUp = new Thread(() -> {
                try {
                    while (true) {
                        server.accept().close();
                    }
                } catch (IOException closed) {
                    return;
                }
            });
            hangingUp.start();

            assertThat(run("status", "--config", file, "--assert", "stopped")).isEqualTo(69);
            assertThat(run("status", "--config", file, "--assert", "running")).isEqualTo(69);
            assertThat(out.toString()).isEqualTo("Status is UNKNOWN\nStatus is UNKNOWN\n");
            assertThat(run("start", "--config", file)).isEqualTo(1);
            assertThat(err.toString()).contains("a process that does not answer uses the management socket");
            server.close();
            hangingUp.join();
        }
    }

    @Test
    void aRewrittenFileKeepsItsModeAndItsLink() throws IOException {
        Path file = file("config-v1.json", "{\"workers\": []}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        Path link = Files.createSymbolicLink(folder.resolve("config.json"), file.getFileName());

        assertThat(run("upgrade", "--config", link.toString()))
                .as(err.toString())
                .isZero();
        assertThat(run("convert", "--config", link.toString()))
                .as(err.toString())
                .isZero();

        assertThat(link).isSymbolicLink();
        assertThat(file).content().contains("\"version\" : 2");
        for (Path written : new Path[] {file, folder.resolve("config.yaml")}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(written)))
                    .isEqualTo("rw-r-----");
        }
    }

    @Test
    void startEndsAfterItsTime() throws IOException {
        String file = file("config.json", RIGHT).toString();

        assertThat(run("start", "--config", file, "--shutdownafter", "1", "--loglevel", "none"))
                .as(err.toString())
                .isZero();
        assertThat(run("start", "--config", file, "--shutdownafter", "1", "--logformat", "journal"))
                .as(err.toString())
                .isZero();
        assertThat(run("start", "--config", file, "--loglevel", "loud")).isEqualTo(2);
        assertThat(run("start", "--config", file, "--logformat", "xml")).isEqualTo(2);
        assertThat(run("start", "--config", file, "--shutdownafter", "0")).isEqualTo(2);
    }

    @Test
    void everyCommandHasCompletionAndAManualPage() throws IOException {
        assertThat(run("completion")).isZero();
        assertThat(out.toString()).doesNotContain("alias ", "setopt ");
        assertThat(run("man", folder.resolve("man").toString())).isZero();

        for (String command : NodeCommand.commandLine().getSubcommands().keySet()) {
            if (!command.equals("man")) {
                assertThat(out.toString()).contains("function _picocli_aerostat_" + command + "() {");
                assertThat(folder.resolve("man/aerostat-" + command + ".1"))
                        .content()
                        .startsWith(".TH \"AEROSTAT\\-" + command.toUpperCase(Locale.ROOT))
                        .contains(".SH \"SYNOPSIS\"", ".SH \"EXIT STATUS\"")
                        .contains("\naerostat " + command.replace("-", "\\-") + " ")
                        .doesNotContain("${", "%n", "router.jar");
            }
        }
    }
}
