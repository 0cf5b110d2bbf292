package io.aerostat.node.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.node.program.CgiPrograms;
import io.aerostat.router.Router;
import io.aerostat.router.listener.Cgi;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.WebOptions;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers requests by shell scripts, which take the place of programs in any language. */
class CgiTest {
    @TempDir
    Path root;

    private Path scripts;
    private BridgedRealm realm;

    @BeforeEach
    void serve() throws Exception {
        scripts = Files.createDirectories(root.resolve("scripts"));
        Map<String, PathService> paths = new LinkedHashMap<>();
        paths.put("cgi", new Cgi(scripts, "sh", new Cgi.Limits(2, Duration.ofSeconds(60), 1000, 100_000)));
        paths.put("hasty", new Cgi(scripts, "sh", new Cgi.Limits(2, Duration.ofMillis(300), 1000, 1000)));
        // A NUL cannot be part of a command, so the start fails with an exception other than IOException.
        paths.put("failing", new Cgi(scripts, "sh\0", new Cgi.Limits(2, Duration.ofSeconds(60), 1000, 1000)));
        paths.put("missing", new Cgi(scripts, "no-such-program"));
        realm = new BridgedRealm(Router.builder().programs(new CgiPrograms()), paths, WebOptions.DEFAULT);
    }

    @AfterEach
    void stop() throws Exception {
        realm.close();
    }

    private void script(String name, String... lines) throws Exception {
        Path file = scripts.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, String.join("\n", lines) + "\n");
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = realm.request(path).GET();
        return realm.send(
                headers.length == 0 ? request.build() : request.headers(headers).build());
    }

    @Test
    void aScriptGetsTheRequestInVariables() throws Exception {
        script("deep/show.sh", "echo 'Content-Type: text/plain'", "echo", "pwd", "env");

        String[] headers = {"X-One", "1", "Proxy", "http://evil", "Authorization", "Basic x"};
        HttpResponse<String> response = get("/cgi/deep/show.sh/more/path?a=b+c&d", headers);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains("text/plain");
        assertThat(response.body())
                .startsWith(scripts.toRealPath().resolve("deep") + "\n")
                .contains("GATEWAY_INTERFACE=CGI/1.1\n")
                .contains("REQUEST_METHOD=GET\n")
                .contains("SCRIPT_NAME=/cgi/deep/show.sh\n")
                .contains("PATH_INFO=/more/path\n")
                .contains("QUERY_STRING=a=b+c&d\n")
                .contains("SERVER_NAME=127.0.0.1\n")
                .contains("SERVER_PORT=" + realm.port + "\n")
                .contains("SERVER_PROTOCOL=HTTP/1.1\n")
                .contains("REMOTE_ADDR=127.0.0.1\n")
                .contains("HTTP_X_ONE=1\n")
                .doesNotContain("HTTP_PROXY", "HTTP_AUTHORIZATION", "HOME=", "evil");
    }

    @Test
    void aScriptGetsTheBody() throws Exception {
        script("echo.sh", "echo 'Content-Type: text/plain'", "echo", "echo \"$CONTENT_LENGTH $CONTENT_TYPE\"", "cat");

        HttpResponse<String> response = realm.post("/cgi/echo.sh", "höllo", "Content-Type", "text/x; charset=utf-8");

        assertThat(response.body()).isEqualTo("6 text/x; charset=utf-8\nhöllo");
        assertThat(realm.post("/cgi/echo.sh", "x".repeat(1001)).statusCode()).isEqualTo(413);
    }

    @Test
    void aScriptThatDoesNotReadTheBodyAnswers() throws Exception {
        script("deaf.sh", "echo 'Status: 201 Made it'", "echo");

        HttpResponse<String> response = realm.post("/cgi/deaf.sh", "x".repeat(1000));

        assertThat(response.statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Status: 404 Gone fishing\\n\\n; 404",
                "Location: https://example.com/\\n\\n; 302",
                "Status: 303\\nLocation: /elsewhere\\n\\n; 303",
                "Content-Type: text/html\\r\\n\\r\\nbody; 200",
                "no header; 502",
                "\\n; 502",
                "Content-Type: text/html; 502",
                "Status: 99\\n\\n; 502",
                "Status: 200\\nBad Name: x\\n\\n; 502",
            })
    void theOutputBecomesTheResponse(String output, int status) throws Exception {
        script("say.sh", "printf '" + output + "'");

        assertThat(get("/cgi/say.sh").statusCode()).isEqualTo(status);
    }

    @Test
    void headersOfTheConnectionAreNotTheScripts() throws Exception {
        script("say.sh", "printf 'Content-Type: a/b\\nContent-Length: 1\\nX-Own: 1\\nTransfer-Encoding: x\\n\\nbody'");

        HttpResponse<String> response = get("/cgi/say.sh");

        assertThat(response.body()).isEqualTo("body");
        assertThat(response.headers().firstValue("x-own")).contains("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/cgi", "/cgi/", "/cgi/none.sh", "/cgi/deep", "/cgi/.hidden.sh", "/cgi/link.sh"})
    void onlyScriptsOfTheFolderRun(String path) throws Exception {
        script("deep/show.sh", "exit");
        script(".hidden.sh", "printf 'Status: 200\\n\\n'");
        Path outside = Files.writeString(root.resolve("outside.sh"), "printf 'Status: 200\\n\\n'");
        Files.createSymbolicLink(scripts.resolve("link.sh"), outside);

        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void nothingOfARequestReachesTheCommandLine() throws Exception {
        script("args.sh", "echo 'Content-Type: text/plain'", "echo", "echo \"$# $0\"");

        assertThat(get("/cgi/args.sh?-s+%2Fetc%2Fpasswd").body())
                .isEqualTo("0 " + scripts.toRealPath().resolve("args.sh") + "\n");
    }

    @Test
    void aProgramThatTakesTooLongIsEnded() throws Exception {
        Path alive = root.resolve("alive");
        script("slow.sh", "echo $$ > " + alive, "sleep 600");

        assertThat(get("/hasty/slow.sh").statusCode()).isEqualTo(504);

        long pid = Long.parseLong(Files.readString(alive).strip());
        Awaitility.await()
                .until(() ->
                        ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void aProgramWhoseClientHasGoneIsEnded() throws Exception {
        Path alive = root.resolve("alive");
        script("slow.sh", "echo $$ > " + alive + ".new", "mv " + alive + ".new " + alive, "exec sleep 600");
        try (Socket client = new Socket("127.0.0.1", realm.port)) {
            client.getOutputStream().write("GET /cgi/slow.sh HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));
            Awaitility.await().until(() -> Files.exists(alive));
            client.setSoLinger(true, 0); // closes the connection in both directions at once
        }

        long pid = Long.parseLong(Files.readString(alive).strip());
        Awaitility.await()
                .until(() ->
                        ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void aStartThatFailsKeepsNoPlace() throws Exception {
        script("any.sh", "exit");

        for (int i = 0; i < 4; i++) {
            assertThat(get("/failing/any.sh").statusCode()).isEqualTo(500);
        }
    }

    @Test
    void aProgramThatWritesTooMuchIsEnded() throws Exception {
        script("loud.sh", "echo 'Content-Type: text/plain'", "echo", "while true; do echo more; done");

        assertThat(get("/cgi/loud.sh").statusCode()).isEqualTo(502);
    }

    @Test
    void aProgramThatDoesNotExistIsAnError() throws Exception {
        script("any.sh", "exit");

        assertThat(get("/missing/any.sh").statusCode()).isEqualTo(500);
    }

    @Test
    void onlySoManyProgramsRun() throws Exception {
        Path go = root.resolve("go");
        Path started = Files.createDirectories(root.resolve("started"));
        script(
                "wait.sh",
                "touch " + started + "/$$",
                "while [ ! -e " + go + " ]; do sleep 0.1; done",
                "printf 'Status: 200\\n\\n'");
        CompletableFuture<Integer> first = later("/cgi/wait.sh");
        CompletableFuture<Integer> second = later("/cgi/wait.sh");
        Awaitility.await().until(() -> {
            try (var files = Files.list(started)) {
                return files.count() == 2;
            }
        });

        HttpResponse<String> refused = get("/cgi/wait.sh");
        Files.writeString(go, "");

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("retry-after")).isPresent();
        assertThat(first.get(60, TimeUnit.SECONDS)).isEqualTo(200);
        assertThat(second.get(60, TimeUnit.SECONDS)).isEqualTo(200);
        assertThat(refused.body().getBytes(UTF_8)).isNotEmpty();
    }

    private CompletableFuture<Integer> later(String path) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return get(path).statusCode();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
