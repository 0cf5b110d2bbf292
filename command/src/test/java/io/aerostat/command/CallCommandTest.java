package io.aerostat.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.rpc.Reply;
import io.aerostat.command.line.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests {@code call}: its output, its errors, and the ways to connect and to authenticate that all commands share. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallCommandTest {
    private TestRouter router;
    private Path folder;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        router = new TestRouter(temporary);
        router.session
                .register("com.echo", call -> new Reply(call.args(), call.kwargs()))
                .get();
        router.session
                .register("com.add", call -> call.arg(0, Long.class) + call.arg(1, Long.class))
                .get();
        router.session
                .register("com.hello", call -> "hello\t" + call.arg(0, String.class))
                .get();
        router.session.register("com.escape", call -> "\u001b[2J").get();
        router.session.register("com.nothing", call -> null).get();
        router.session.register("com.never", call -> new CompletableFuture<>()).get();
        router.session
                .register("com.fails", call -> {
                    throw ApplicationError.of("com.error.empty", List.of("no \u001b water", 3), Map.of("litres", 0));
                })
                .get();
        router.session
                .register("com.lines", call -> {
                    call.progress("a\nb");
                    return "c";
                })
                .get();
        router.session
                .register("com.counts", call -> {
                    call.progress(1);
                    call.progress(2);
                    return 3;
                })
                .get();
        router.session
                .register("com.endless", call -> {
                    call.progress(1);
                    return new CompletableFuture<>();
                })
                .get();
    }

    @AfterAll
    void stop() throws Exception {
        router.close();
    }

    private Invoked call(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "call";
        all[1] = "--url";
        all[2] = router.webSocket();
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return Invoked.of(all);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "com.add 2 3 | 5",
                "com.add -2 -3 | -5",
                "com.hello bob | hello\tbob",
                "com.hello \"7\" | hello\t7",
                "com.escape | \"\\u001B[2J\"",
                "com.echo {\"a\":[1,2.5,null]} | {\"a\":[1,2.5,null]}",
                "com.echo 123456789012345678901234567890 | 123456789012345678901234567890",
                "com.echo size=3 name=bob | {\"args\":[],\"kwargs\":{\"size\":3,\"name\":\"bob\"}}",
                "com.echo 1 2 | {\"args\":[1,2],\"kwargs\":{}}",
                "--json com.add 2 3 | {\"args\":[5],\"kwargs\":{}}",
                "--progress com.counts | 1 2 3",
                "--progress com.lines | a\\u000ab c",
            })
    void printsTheResult(String arguments, String expected) {
        Invoked invoked = call(arguments.split(" "));

        assertThat(invoked.err()).isEmpty();
        assertThat(invoked.exitCode()).isZero();
        assertThat(String.join(" ", invoked.out().lines().toList())).isEqualTo(expected);
    }

    @Test
    void anEmptyResultPrintsNothingOrNull() {
        assertThat(call("com.echo").out()).isEmpty();
        assertThat(call("com.nothing").exitCode()).isZero();
    }

    @Test
    void sendsTheBytesOfAFile() throws IOException {
        Path file = Files.write(folder.resolve("picture"), new byte[] {1, 2, -1});

        assertThat(call("com.echo", "@" + file).out()).isEqualTo("\"\\u0000AQL/\"\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "msgpack", "cbor"})
    void speaksTheSerializationsOfARouter(String serializer) {
        assertThat(call("--serializer", serializer, "com.add", "2", "3").out()).isEqualTo("5\n");
    }

    @Test
    void speaksEverySocketTransport() {
        assertThat(Invoked.of("call", "--url", router.rawSocket(), "com.add", "2", "3")
                        .out())
                .isEqualTo("5\n");
        assertThat(Invoked.of("call", "--url", "unix://" + router.socket, "com.add", "2", "3")
                        .out())
                .isEqualTo("5\n");
    }

    @Test
    void anErrorIsPrintedWithItsArguments() {
        Invoked invoked = call("com.fails");

        assertThat(invoked.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(invoked.out()).isEmpty();
        assertThat(invoked.errors())
                .containsExactly("com.error.empty: no \\u001b water args [3] kwargs {\"litres\":0}");
    }

    @Test
    void aCallThatTakesTooLongIsCanceled() {
        Invoked invoked = call("--timeout", "50ms", "com.never");

        assertThat(invoked.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(invoked.errors()).singleElement().asString().startsWith("wamp.error.timeout");
    }

    @Test
    void nobodyAnswersAtAClosedPort() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Invoked invoked = Invoked.of("call", "--url", "ws://127.0.0.1:" + port + "/", "com.add", "1", "2");

        assertThat(invoked.exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(invoked.errors()).singleElement().asString().startsWith("no router answers: ");
    }

    @ParameterizedTest
    @CsvSource({"--realm realm2,wamp.error.no_such_realm", "--authmethod cookie,wamp.error.no_matching_auth_method"})
    void aRefusedJoinNamesTheReason(String options, String reason) {
        Invoked invoked = call((options + " com.add 1 2").split(" "));

        assertThat(invoked.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(invoked.errors()).singleElement().asString().contains("the join was refused", reason);
    }

    @Test
    void secretsComeFromFiles() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "secret1\n");
        Path wrong = Files.writeString(folder.resolve("wrong"), "secret2\n");

        assertThat(call(
                                "--authmethod",
                                "wampcra",
                                "--authid",
                                "carl",
                                "--secret-file",
                                secret.toString(),
                                "com.add",
                                "1",
                                "2")
                        .out())
                .isEqualTo("3\n");
        assertThat(call(
                                "--authmethod",
                                "wampcra",
                                "--authid",
                                "carl",
                                "--secret-file",
                                wrong.toString(),
                                "com.add",
                                "1",
                                "2")
                        .exitCode())
                .isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void aSecretOnTheCommandLineIsWarnedOf() {
        Invoked invoked =
                call("--authmethod", "ticket", "--authid", "tina", "--secret", "ticket1", "com.add", "1", "2");

        assertThat(invoked.out()).isEqualTo("3\n");
        assertThat(invoked.errors())
                .singleElement()
                .asString()
                .contains("warning", "--secret-file")
                .doesNotContain("ticket1");
    }

    @Test
    void aProfileHoldsTheConnection() throws IOException {
        Files.writeString(folder.resolve("ticket.txt"), "ticket1\n");
        Path profiles = Files.writeString(
                folder.resolve("profiles.json"), """
                    {"default": "tina", "profiles": {
                      "tina": {"url": "%s", "realm": "realm1", "authmethod": "ticket", "authid": "tina",
                        "secret-file": "ticket.txt", "serializer": ["msgpack"]},
                      "other": {"url": "%s", "realm": "realm2"}}}
                    """.formatted(router.webSocket(), router.webSocket()));

        assertThat(Invoked.of("call", "--profile-file", profiles.toString(), "com.add", "1", "2")
                        .out())
                .isEqualTo("3\n");
        assertThat(Invoked.of("call", "--profile-file", profiles.toString(), "--profile", "other", "com.add", "1", "2")
                        .exitCode())
                .isEqualTo(ExitCode.REFUSED);
        assertThat(Invoked.of(
                                "call",
                                "--profile-file",
                                profiles.toString(),
                                "--profile",
                                "other",
                                "--realm",
                                "realm1",
                                "com.add",
                                "1",
                                "2")
                        .out())
                .isEqualTo("3\n");
    }

    @ParameterizedTest
    @CsvSource({"secret-file,--secret,ticket1", "secret-env,--secret,ticket1", "secret,--secret-file,ticket.txt"})
    void aSecretOfTheCommandLineReplacesThatOfTheProfile(String key, String option, String value) throws IOException {
        Path ticket = Files.writeString(folder.resolve("ticket.txt"), "ticket1\n");
        Path profiles = Files.writeString(folder.resolve("wrong.json"), """
            {"profiles": {"tina": {"url": "%s", "authmethod": "ticket", "authid": "tina", "%s": "/no/such"}}}
            """.formatted(router.webSocket(), key));
        Files.setPosixFilePermissions(profiles, PosixFilePermissions.fromString("rw-------"));

        Invoked invoked = Invoked.of(
                "call",
                "--profile-file",
                profiles.toString(),
                "--profile",
                "tina",
                option,
                value.equals("ticket.txt") ? ticket.toString() : value,
                "com.add",
                "1",
                "2");

        assertThat(invoked.out()).as(invoked.err()).isEqualTo("3\n");
    }

    @Test
    void aClosedOutputIsAFailure() {
        StringWriter err = new StringWriter();
        PrintWriter closed = new PrintWriter(Writer.nullWriter(), true);
        closed.close();

        int exitCode = ClientCommands.run(
                closed, new PrintWriter(err, true), "call", "--url", router.webSocket(), "com.add", "1", "2");

        assertThat(exitCode).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).isEqualTo("standard output cannot be written\n");
    }

    @Test
    void aClosedOutputCancelsACallWithProgress() {
        StringWriter err = new StringWriter();
        PrintWriter closed = new PrintWriter(Writer.nullWriter(), true);
        closed.close();

        int exitCode = ClientCommands.run(
                closed, new PrintWriter(err, true), "call", "--url", router.webSocket(), "--progress", "com.endless");

        assertThat(exitCode).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).isEqualTo("standard output cannot be written\n");
    }

    @Test
    void aSecretInAFileThatOthersCanReadIsWarnedOf() throws IOException {
        Path profiles = Files.writeString(folder.resolve("open.json"), """
            {"profiles": {"tina": {"url": "%s", "authmethod": "ticket", "authid": "tina", "secret": "ticket1"}}}
            """.formatted(router.webSocket()));
        Files.setPosixFilePermissions(profiles, PosixFilePermissions.fromString("rw-r--r--"));

        Invoked invoked =
                Invoked.of("call", "--profile-file", profiles.toString(), "--profile", "tina", "com.add", "1", "2");

        assertThat(invoked.out()).isEqualTo("3\n");
        assertThat(invoked.errors()).singleElement().asString().contains("other users can read it");
    }
}
