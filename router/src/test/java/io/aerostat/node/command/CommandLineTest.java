package io.aerostat.node.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private Path folder = Paths.get("");

    @BeforeEach
    void folder(@TempDir Path temporary) {
        folder = temporary;
    }

    private int run(String... arguments) {
        CommandLine commandLine = NodeCommand.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }

    private String file(String content) throws IOException {
        return Files.writeString(folder.resolve("config.json"), content).toString();
    }

    @Test
    void checkOfARightFileExitsWith0() throws IOException {
        String file = file("{\"version\": 2}");

        assertThat(run("check", "--config", file)).isZero();
        assertThat(out.toString()).isEqualTo(file + ": ok\n");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void checkNamesKeysWithoutEffect() throws IOException {
        String file = file("{\"version\": 2, \"controller\": {\"manhole\": {}}}");

        assertThat(run("check", "--config", file)).isZero();
        assertThat(out.toString())
                .startsWith(file + ":1:42: controller.manhole: has no effect: a manhole is a Python shell")
                .endsWith(file + ": ok\n")
                .hasLineCount(2);
    }

    @Test
    void aFileWithProblemsStillSaysWhereItsNodeIsManaged() throws IOException {
        Path socket = folder.resolve("elsewhere.sock");
        String file = file("{\"version\": 3, \"controller\": {\"management\": {\"socket\": \"" + socket + "\"}}}");

        assertThat(run("status", "--config", file)).isEqualTo(69);
        assertThat(err.toString())
                .startsWith("no node answers at " + socket + ": ")
                .hasLineCount(1);
    }

    @Test
    void aFileThatIsNoJsonDoesNotSayWhereItsNodeIsManaged() throws IOException {
        String file = file("{\"version\": 2,,");

        assertThat(run("reload", "--config", file)).isEqualTo(69);
        assertThat(err.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("no node answers at " + file + ".sock: "),
                        line -> assertThat(line).startsWith(file + ":1:"),
                        line -> assertThat(line)
                                .isEqualTo("the management socket cannot be read from " + file
                                        + " (expected --socket PATH if the node has another one)"));
    }

    @ParameterizedTest
    @Conformance("P13")
    @ValueSource(strings = {"check", ""})
    void everyProblemIsReportedAndTheExitCodeIs1(String command) throws IOException {
        String file = file("{\"version\": 3,\n \"workers\": [{\"type\": \"ruoter\"}]}");
        String[] arguments =
                command.isEmpty() ? new String[] {"--config", file} : new String[] {command, "--config", file};

        assertThat(run(arguments)).isEqualTo(1);
        assertThat(err.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith(file + ":1:13: version: found 3 "),
                        line -> assertThat(line).startsWith(file + ":2:23: workers[0].type: found \"ruoter\" "));
        assertThat(out.toString()).isEmpty();
    }

    @Test
    @Conformance("P13")
    void checkSaysWhichClassesAndProgramsAreNotThere() throws IOException {
        String file = file("""
                {"version": 2, "workers": [
                {"type": "router", "realms": [{"name": "realm1", "roles": [{"name": "anonymous"}]}],
                "components": [{"type": "class", "classname": "hello.AppSession", "realm": "realm1"}]},
                {"type": "container", "options": {"classpath": ["lib/absent.jar"]}, "components": [
                {"type": "class", "classname": "com.example.Absent", "realm": "realm1",
                "transport": {"type": "rawsocket", "serializer": "json", "endpoint": {"type": "unix", "path": "s"}}}]},
                {"type": "guest", "executable": "no-such-program"}]}""");

        assertThat(run("check", "--config", file)).isEqualTo(1);
        assertThat(out.toString()).doesNotContain("ok");
        assertThat(err.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith(
                                        file + ":3:16: workers[0].components[0].classname: found \"hello.AppSession\"")
                                .contains("run it as a guest, see docs/crossbar.md"),
                        line -> assertThat(line)
                                .startsWith(
                                        file + ":5:1: workers[1].components[0].classname: found \"com.example.Absent\"")
                                .contains("missing entries: [lib/absent.jar]"),
                        line -> assertThat(line)
                                .startsWith(file + ":7:1: workers[2].executable: found \"no-such-program\""));
    }

    @Test
    @Conformance("P13")
    void checkSaysWhichAuthenticatorClassesCannotBeUsed() throws IOException {
        String file = file("""
                {"version": 2, "workers": [
                {"type": "router", "realms": [{"name": "realm1", "roles": [{"name": "user"}]}], "transports": [
                {"type": "rawsocket", "endpoint": {"type": "tcp", "port": 0}, "auth": {"ticket":
                {"type": "function", "create": "doorkeeper.create_authenticator"}}},
                {"type": "web", "endpoint": {"type": "tcp", "port": 0}, "paths": {"/": {"type": "nodeinfo"},
                "deep": {"type": "path", "paths": {"ws": {"type": "websocket", "auth": {"wampcra":
                {"type": "function", "create": "java.lang.String"}}}}},
                "lp": {"type": "longpoll", "auth": {"ticket":
                {"type": "function", "create": "io.aerostat.router.authentication.AuthenticatorFunction"}}},
                "ws": {"type": "websocket", "auth": {"ticket":
                {"type": "function", "create": "io.aerostat.node.run.DoorKeeper"}}}}}]}]}""");

        assertThat(run("check", "--config", file)).isEqualTo(1);
        assertThat(err.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith(file
                                        + ":4:1: workers[0].transports[0].auth.ticket.create: "
                                        + "found \"doorkeeper.create_authenticator\"")
                                .contains("is not on the class path []", "run it as a guest", "see docs/crossbar.md"),
                        line -> assertThat(line)
                                .startsWith(file
                                        + ":7:1: workers[0].transports[1].paths.deep.paths.ws.auth."
                                        + "wampcra.create: found \"java.lang.String\"")
                                .contains("is no io.aerostat.router.authentication.AuthenticatorFunction"),
                        line -> assertThat(line)
                                .startsWith(file + ":9:1: workers[0].transports[1].paths.lp.auth.ticket.create: found ")
                                .contains("cannot be created (expected a public, concrete class)"));
    }

    @Test
    @Conformance("P13")
    void checkSaysWhichKeyFilesStopAStart() throws IOException {
        Files.writeString(folder.resolve("key.pub"), "public-key-ed25519: " + "00".repeat(32));
        String needed = file("""
                {"version": 2, "workers": [
                {"type": "router", "realms": [{"name": "realm1", "roles": [{"name": "user"}]}], "transports": [
                {"type": "rawsocket", "endpoint": {"type": "tcp", "port": 0}, "auth": {"cryptosign":
                {"type": "static", "principals": {}}}}]}]}""");

        assertThat(run("check", "--config", needed)).isEqualTo(1);
        String checked = err.toString();
        assertThat(checked.lines())
                .singleElement()
                .asString()
                .startsWith(needed + ":2:1: workers[0]: " + folder.resolve("key.pub") + ": found a public key alone");
        assertThat(run("--config", needed, "--loglevel", "error")).isEqualTo(1);
        assertThat(err.toString()).as("a start says the same").isEqualTo(checked + checked);

        Files.delete(folder.resolve("key.pub"));
        assertThat(run("check", "--config", needed)).isZero();
        assertThat(folder.resolve("key.priv")).as("a check makes no key").doesNotExist();
    }

    @Test
    @Conformance("P13")
    void checkLeavesKeyFilesAloneThatNoRouterNeeds() throws IOException {
        Files.writeString(folder.resolve("key.pub"), "something else");

        assertThat(run("check", "--config", file("{\"version\": 2, \"workers\": [{\"type\": \"router\"}]}")))
                .isZero();
    }

    @Test
    void aFileThatIsNotThereIsOneLine() {
        String file = folder.resolve("none.json").toString();

        assertThat(run("--config", file)).isEqualTo(1);
        assertThat(err.toString()).isEqualTo(file + ":1:1: there is no such file\n");
    }

    @Test
    void aPortInUseIsOneLineEachWithItsPlaceAndNothingStays() throws IOException {
        try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket second = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String file = file("""
                    {"version": 2, "workers": [{"type": "router", "transports": [
                      {"type": "websocket", "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": %d}},
                      {"type": "websocket", "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": 0}},
                      {"type": "rawsocket", "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": %d}}
                    ]}]}""".formatted(first.getLocalPort(), second.getLocalPort()));

            assertThat(run("--config", file, "--loglevel", "error")).isEqualTo(1);

            List<String> lines = err.toString().lines().toList();
            assertThat(lines).hasSize(2);
            assertThat(lines.get(0))
                    .startsWith(file + ":2:37: workers[0].transports[0].endpoint: cannot listen on ")
                    .contains(":" + first.getLocalPort());
            assertThat(lines.get(1))
                    .startsWith(file + ":4:37: workers[0].transports[2].endpoint: cannot listen on ")
                    .contains(":" + second.getLocalPort());
        }
    }

    @Test
    void helpListsOptionsAndCommands() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("java -jar router.jar", "--config", "--loglevel", "--logformat", "check");
    }

    @Test
    void textsNameTheLauncherIfItHasStartedTheProgram() {
        List<List<String>> all = List.of(List.of("--help"), List.of("check", "--help"), List.of("check", "--no"));
        for (List<String> arguments : all) {
            StringWriter text = new StringWriter();
            NodeCommand.commandLine("aerostat")
                    .setOut(new PrintWriter(text, true))
                    .setErr(new PrintWriter(text, true))
                    .execute(arguments.toArray(String[]::new));

            assertThat(text.toString()).contains("aerostat").doesNotContain("router.jar");
        }
    }

    @Test
    void versionIsOneLine() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).matches("aerostat \\S+\n");
    }

    @Test
    void aWrongCommandLineExitsWith2() {
        assertThat(run("--confg", "x")).isEqualTo(2);
        assertThat(run("--loglevel", "loud")).isEqualTo(2);
        assertThat(err.toString()).contains("--confg", "loud");
    }
}
