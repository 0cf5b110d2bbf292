package io.aerostat.node.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Tests the commands that print the keys of a node and the licenses. */
class KeysCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder = Path.of("");

    private int run(CommandLine commandLine, String... arguments) {
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }

    @Test
    void theKeyOfANodeIsMadeAndPrinted() throws IOException {
        assertThat(run(NodeCommand.commandLine(), "keys", "--cbdir", folder.toString()))
                .isZero();
        String first = out.toString();
        assertThat(run(NodeCommand.commandLine(), "keys", "--cbdir", folder.toString(), "--private"))
                .isZero();

        assertThat(first).matches("public key: [0-9a-f]{64}\n");
        assertThat(out.toString()).startsWith(first + first).containsPattern("\nprivate key: [0-9a-f]{64}\n$");
        assertThat(Files.readString(folder.resolve("key.pub"))).contains(first.substring("public key: ".length()));
    }

    @Test
    void filesThatAreWrongAreReported() throws IOException {
        Files.writeString(folder.resolve("key.priv"), "nothing");

        assertThat(run(NodeCommand.commandLine(), "keys", "--cbdir", folder.toString()))
                .isOne();
        assertThat(run(
                        NodeCommand.commandLine(),
                        "keys",
                        "--config",
                        folder.resolve("a/b.json").toString()))
                .isOne();

        assertThat(err.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("key.priv: found no line \"private-key-ed25519"),
                        line -> assertThat(line).endsWith("a: there is no such folder"));
    }

    @Test
    void theLicensesArePrinted() throws IOException {
        Files.createDirectories(folder.resolve("META-INF"));
        Files.writeString(folder.resolve("META-INF/LICENSE"), "License of this program\n");
        try (URLClassLoader files =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            assertThat(run(new CommandLine(new LegalCommand(files).spec()))).isOne();
            Files.writeString(folder.resolve("META-INF/THIRD-PARTY.txt"), "Libraries\n");
            assertThat(run(new CommandLine(new LegalCommand(files).spec()))).isZero();
        }

        assertThat(out.toString()).isEqualTo("Libraries\nLicense of this program\n");
        assertThat(err.toString()).contains("META-INF/THIRD-PARTY.txt: missing");
    }
}
