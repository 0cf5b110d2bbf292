package io.aerostat.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.client.error.ApplicationError;
import io.aerostat.command.line.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tests {@code publish}, {@code subscribe}, {@code register} and {@code ls} with a router. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestCommandsTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private TestRouter router;
    private Path folder;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        router = new TestRouter(temporary);
    }

    @AfterAll
    void stop() throws Exception {
        router.close();
    }

    /** A command that runs on a thread of its own. */
    private record Running(StringWriter out, StringWriter err, CompletableFuture<Integer> exitCode) {
        static Running of(String... arguments) {
            StringWriter out = new StringWriter();
            StringWriter err = new StringWriter();
            return new Running(
                    out,
                    err,
                    CompletableFuture.supplyAsync(() ->
                            ClientCommands.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments)));
        }

        Running awaitError(String text) {
            Awaitility.await()
                    .atMost(DEADLINE)
                    .until(() -> exitCode.isDone() || err.toString().contains(text));
            assertThat(err.toString()).contains(text);
            return this;
        }

        int end() throws Exception {
            return exitCode.get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Test
    void publishReachesSubscribers() throws Exception {
        LinkedBlockingQueue<Object> received = new LinkedBlockingQueue<>();
        router.session
                .subscribe("com.topic", event -> received.add(Map.of("args", event.args(), "kwargs", event.kwargs())))
                .get();

        Invoked invoked = Invoked.of("publish", "--url", router.webSocket(), "com.topic", "1", "two", "three=3");
        Invoked json = Invoked.of("publish", "--url", router.webSocket(), "--json", "com.topic", "4");

        assertThat(invoked).isEqualTo(new Invoked(0, "", ""));
        assertThat(json.out()).matches("\\{\"publication\":\\d+}\n");
        assertThat(received.poll(DEADLINE.toSeconds(), TimeUnit.SECONDS))
                .isEqualTo(Map.of("args", List.of(1L, "two"), "kwargs", Map.of("three", 3L)));
    }

    @Test
    void publishFailsWithoutPermission() {
        Invoked invoked = Invoked.of("publish", "--url", router.webSocket(), "net.topic");

        assertThat(invoked.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(invoked.errors()).singleElement().asString().startsWith("wamp.error.not_authorized");
    }

    @Test
    void subscribePrintsEventsAndEnds() throws Exception {
        Running text = Running.of(
                        "subscribe", "--url", router.webSocket(), "--match", "prefix", "--count", "2", "com.news")
                .awaitError("subscribed to com.news");
        Running json = Running.of("subscribe", "--url", router.rawSocket(), "--json", "--count", "1", "com.news.one")
                .awaitError("subscribed to com.news.one");

        router.session.publishAcknowledged("com.news.one", "hello").get();
        router.session.publishAcknowledged("com.news.two", 1, 2).get();

        assertThat(text.end()).isZero();
        assertThat(text.out().toString())
                .isEqualTo("com.news.one hello\ncom.news.two {\"args\":[1,2],\"kwargs\":{}}\n");
        assertThat(json.end()).isZero();
        assertThat(json.out().toString())
                .matches("\\{\"topic\":\"com.news.one\",\"publication\":\\d+,"
                        + "\"args\":\\[\"hello\"],\"kwargs\":\\{},\"publisher\":\\d+}\n");
    }

    @Test
    void anEventIsOneHarmlessLine() throws Exception {
        Running running = Running.of("subscribe", "--url", router.webSocket(), "--count", "1", "com.lines")
                .awaitError("subscribed to com.lines");

        router.session
                .publishAcknowledged("com.lines", "one\ncom.lines forged\r\u001b[2J")
                .get();

        assertThat(running.end()).isZero();
        assertThat(running.out().toString()).isEqualTo("com.lines \"one\\ncom.lines forged\\r\\u001B[2J\"\n");

        Running plain = Running.of("subscribe", "--url", router.webSocket(), "--count", "1", "com.lines")
                .awaitError("subscribed to com.lines");
        router.session.publishAcknowledged("com.lines", "one\ncom.lines forged").get();

        assertThat(plain.end()).isZero();
        assertThat(plain.out().toString()).isEqualTo("com.lines one\\u000acom.lines forged\n");
    }

    @Test
    void subscribeEndsWhenItsOutputIsClosed() throws Exception {
        StringWriter err = new StringWriter();
        PrintWriter closed = new PrintWriter(Writer.nullWriter(), true);
        closed.close();
        CompletableFuture<Integer> exitCode = CompletableFuture.supplyAsync(() -> ClientCommands.run(
                closed, new PrintWriter(err, true), "subscribe", "--url", router.webSocket(), "com.closed"));
        Awaitility.await().atMost(DEADLINE).until(() -> err.toString().contains("subscribed to com.closed"));

        router.session.publishAcknowledged("com.closed", 1).get();

        assertThat(exitCode.get(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("standard output cannot be written");
    }

    @Test
    void subscribeEndsWithTheSession() throws Exception {
        Running running = Running.of(
                        "subscribe",
                        "--url",
                        router.webSocket(),
                        "--authmethod",
                        "ticket",
                        "--authid",
                        "tina",
                        "--secret",
                        "ticket1",
                        "com.never")
                .awaitError("subscribed to com.never");

        router.killByAuthid("tina");

        assertThat(running.end()).isEqualTo(ExitCode.LOST);
        assertThat(running.err().toString()).contains("the session was lost: wamp.close.killed");
    }

    @Test
    void aProgramAnswersCalls() throws Exception {
        Running running = Running.of("register", "--url", router.webSocket(), "--count", "2", "com.program", "cat")
                .awaitError("registered com.program");

        Object answer = router.session.call("com.program", 1).as(Map.class).get();
        router.session.call("com.program", 2).get();

        assertThat(answer).isEqualTo(Map.of("procedure", "com.program", "args", List.of(1L), "kwargs", Map.of()));
        assertThat(running.end()).isZero();
    }

    @Test
    void aProgramThatFailsIsAnError() throws Exception {
        Running running = Running.of(
                        "register", "--url", router.webSocket(), "--count", "1", "com.broken", "sh", "-c", "exit 3")
                .awaitError("registered com.broken");

        assertThat(failure(() -> router.session.call("com.broken").get(DEADLINE.toSeconds(), TimeUnit.SECONDS)))
                .isEqualTo("wamp.error.runtime_error: the program ended with exit code 3");
        assertThat(running.end()).isZero();
    }

    @Test
    void aProgramThatTakesTooLongIsEnded() throws Exception {
        Running running = Running.of(
                        "register",
                        "--url",
                        router.webSocket(),
                        "--count",
                        "1",
                        "--command-timeout",
                        "100ms",
                        "com.slow",
                        "sleep",
                        "600")
                .awaitError("registered com.slow");

        assertThat(failure(() -> router.session.call("com.slow").get(DEADLINE.toSeconds(), TimeUnit.SECONDS)))
                .isEqualTo("wamp.error.runtime_error: the program was ended after 100 ms");
        assertThat(running.end()).isZero();
    }

    @Test
    void aProgramIsEndedWithItsDescendants() throws Exception {
        Path pid = folder.resolve("descendant.pid");
        Running running =
                register("--command-timeout", "2s", "com.family", "sh", "-c", "sleep 600 & echo $! >" + pid + "; wait");

        assertThat(failure(() -> router.session.call("com.family").get(DEADLINE.toSeconds(), TimeUnit.SECONDS)))
                .contains("the program was ended");

        long descendant = Long.parseLong(Files.readString(pid).strip());
        Awaitility.await()
                .atMost(DEADLINE)
                .until(() -> ProcessHandle.of(descendant)
                        .map(process -> !process.isAlive())
                        .orElse(true));
        assertThat(running.end()).isZero();
    }

    @Test
    void aProgramThatLeavesAProcessBehindIsEndedInTime() throws Exception {
        Path pid = folder.resolve("orphan.pid");
        Running running = register(
                "--command-timeout", "3s", "com.orphan", "sh", "-c", "sleep 600 & echo $! >" + pid + "; sleep 1");

        try {
            assertThat(failure(() -> router.session.call("com.orphan").get(DEADLINE.toSeconds(), TimeUnit.SECONDS)))
                    .isEqualTo("wamp.error.runtime_error: the program was ended after 3000 ms");
            assertThat(running.end()).isZero();
        } finally {
            ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void aLargeInputAndALargeOutputDoNotWaitForEachOther() throws Exception {
        String text = "x".repeat(1_000_000);
        Running running = register("com.large", "sh", "-c", "head -c 1000000 /dev/zero | tr '\\0' y; cat >/dev/null");

        String answer =
                router.session.call("com.large", text).as(String.class).get(DEADLINE.toSeconds(), TimeUnit.SECONDS);

        assertThat(answer).isEqualTo("y".repeat(1_000_000));
        assertThat(running.end()).isZero();
    }

    private Running register(String... arguments) {
        List<String> all = new ArrayList<>(List.of("register", "--url", router.webSocket(), "--count", "1"));
        all.addAll(List.of(arguments));
        return Running.of(all.toArray(String[]::new)).awaitError("registered com.");
    }

    @Test
    void aProgramThatIsNotThereIsAnError() throws Exception {
        Running running = Running.of("register", "--url", router.webSocket(), "--count", "1", "com.absent", "/no/such")
                .awaitError("registered com.absent");

        assertThat(failure(() -> router.session.call("com.absent").get(DEADLINE.toSeconds(), TimeUnit.SECONDS)))
                .isEqualTo("wamp.error.runtime_error: the program does not start");
        assertThat(running.end()).isZero();
    }

    @Test
    void listsSessionsRegistrationsAndSubscriptions() throws Exception {
        router.session.register("com.listed", call -> null).get();
        router.session.register("com.listed.too", call -> null).get();
        router.session.subscribe("com.listed.topic", event -> {}).get();

        Invoked text = Invoked.of("ls", "--url", router.webSocket());
        Invoked json = Invoked.of("ls", "--url", router.webSocket(), "--json", "registrations");
        Invoked few = Invoked.of("ls", "--url", router.webSocket(), "--limit", "1", "registrations");

        assertThat(text.err()).isEmpty();
        assertThat(text.out()).contains("sessions: ", "com.listed ", "subscriptions: ", "com.listed.topic", "authrole");
        assertThat(json.out()).contains("{\"registrations\":[{", "\"uri\":\"com.listed\"", "\"callees\":1");
        assertThat(few.out()).contains(", of which 1");
    }

    private interface Request {
        Object run() throws Exception;
    }

    private static String failure(Request request) throws Exception {
        try {
            return "no failure, but " + request.run();
        } catch (ExecutionException e) {
            ApplicationError error = (ApplicationError) e.getCause();
            return error.getMessage();
        }
    }
}
