package io.aerostat.router.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.Transport;
import io.aerostat.router.listener.WebOptions;
import io.aerostat.router.listener.option.StaticFileOptions;
import io.aerostat.router.transport.TestServer;
import io.aerostat.router.transport.Wire;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StaticFilesTest {
    private static final String SECRET = "the secret";
    private static final String DIGITS = "0123456789";

    @TempDir
    Path folder;

    private final TestServer server = new TestServer();
    private Path root;
    private SocketAddress address;

    @BeforeEach
    void serve() throws IOException {
        root = Files.createDirectory(folder.resolve("web"));
        Files.writeString(folder.resolve("config.json"), SECRET);
        Files.createDirectory(folder.resolve("web-other"));
        Files.writeString(folder.resolve("web-other/config.json"), SECRET);
        write("index.html", "<p>the page</p>");
        write("digits.txt", DIGITS);
        write("empty.txt", "");
        write("app.js", "1");
        write("with space.txt", "space");
        write("umlaut-ä.txt", "umlaut");
        write("100%.txt", "percent");
        write("a..b.txt", "dots");
        write("data.unknown", "?");
        write("docs/index.htm", "the docs");
        write("bare/one.txt", "1");
        write("bare/<b>.txt", "2");
        Map<String, PathService> paths = new HashMap<>();
        paths.put("/", new PathService.StaticFiles(root));
        paths.put(
                "app",
                new PathService.StaticFiles(
                        root,
                        new StaticFileOptions(
                                true,
                                Map.of(".unknown", "text/x-own"),
                                Optional.empty(),
                                Optional.of("index.html"),
                                false)));
        address = server.listen(new Transport.Web(paths)).address();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-02T03:04:05.678Z")));
    }

    @ParameterizedTest
    @CsvSource({
        "/, '<p>the page</p>', text/html; charset=utf-8",
        "/index.html, '<p>the page</p>', text/html; charset=utf-8",
        "/?query=1, '<p>the page</p>', text/html; charset=utf-8",
        "//index.html, '<p>the page</p>', text/html; charset=utf-8",
        "http://localhost/digits.txt, 0123456789, text/plain; charset=utf-8",
        "/digits.txt?a=../../x, 0123456789, text/plain; charset=utf-8",
        "/%64igits.txt, 0123456789, text/plain; charset=utf-8",
        "/app.js, 1, text/javascript; charset=utf-8",
        "/with%20space.txt, space, text/plain; charset=utf-8",
        "/umlaut-%C3%A4.txt, umlaut, text/plain; charset=utf-8",
        "/100%25.txt, percent, text/plain; charset=utf-8",
        "/a..b.txt, dots, text/plain; charset=utf-8",
        "/data.unknown, ?, application/octet-stream",
        "/app/data.unknown, ?, text/x-own",
        "/docs/, the docs, text/html; charset=utf-8",
        "/empty.txt, '', text/plain; charset=utf-8"
    })
    void files(String target, String body, String type) throws Exception {
        HttpClient.Reply reply = HttpClient.get(address, target);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo(body);
        assertThat(reply.headers())
                .containsEntry("content-type", type)
                .containsEntry("content-length", Integer.toString(body.length()))
                .containsEntry("accept-ranges", "bytes")
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("last-modified", "Fri, 02 Jan 2026 03:04:05 GMT")
                .containsKeys("etag", "date");
    }

    /** No file outside the folder is served, however the path is encoded. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../config.json",
                "/../config/config.json",
                "/./../config.json",
                "/docs/../../config.json",
                "/docs/../index.html",
                "/%2e%2e/config.json",
                "/%2E%2E/config.json",
                "/.%2e/config.json",
                "/%2e./config.json",
                "/..%2fconfig.json",
                "/..%2Fconfig.json",
                "/..%5cconfig.json",
                "/..\\config.json",
                "/%2e%2e%2fconfig.json",
                "/%252e%252e/config.json",
                "/%252e%252e%252fconfig.json",
                "/%c0%ae%c0%ae/config.json",
                "/%c0%ae%c0%ae%c0%afconfig.json",
                "/..%c0%afconfig.json",
                "/%e0%80%ae%e0%80%ae/config.json",
                "/%uff0e%uff0e/config.json",
                "/..%00/config.json",
                "/index.html%00.txt",
                "/..;/config.json",
                "/app/../../config.json",
                "/app/..%2f..%2fconfig.json",
                "//../config.json",
                "/../web-other/config.json",
                "/%2e%2e/web-other/config.json",
                "http://localhost/../config.json",
                "/..",
                "/.",
                "/%",
                "/%2",
                "/%zz",
                "/%-1",
                "/%+1",
                "/\u00e4\u00f6.txt"
            })
    void noWayOut(String target) throws Exception {
        HttpClient.Reply reply = HttpClient.get(address, target);

        assertThat(reply.body()).doesNotContain(SECRET);
        if (!target.startsWith("/app/")) {
            assertThat(reply.status()).isEqualTo(404);
        }
    }

    @Test
    void anAbsolutePathInTheNameIsStillBelowTheFolder() throws Exception {
        HttpClient.Reply reply = HttpClient.get(address, "/" + folder.resolve("config.json"));

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body()).doesNotContain(SECRET);
    }

    @Test
    void aSymbolicLinkOutOfTheFolderIsNotFollowed() throws Exception {
        Files.createSymbolicLink(root.resolve("out.json"), folder.resolve("config.json"));
        Files.createSymbolicLink(root.resolve("out"), folder);
        Files.createSymbolicLink(root.resolve("sideways"), folder.resolve("web-other"));
        Files.createSymbolicLink(root.resolve("nowhere"), folder.resolve("nothing"));

        for (String target :
                new String[] {"/out.json", "/out/", "/out/config.json", "/sideways/config.json", "/nowhere"}) {
            HttpClient.Reply reply = HttpClient.get(address, target);
            assertThat(reply.status()).as(target).isEqualTo(404);
            assertThat(reply.body()).doesNotContain(SECRET);
        }
    }

    @Test
    void aSymbolicLinkWithinTheFolderIs() throws Exception {
        Files.createSymbolicLink(root.resolve("same.txt"), root.resolve("digits.txt"));

        assertThat(HttpClient.get(address, "/same.txt").body()).isEqualTo(DIGITS);
    }

    @Test
    void theFolderItselfMayBeALink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), root);
        address = server.listen(new Transport.Web(Map.of("/", new PathService.StaticFiles(link))))
                .address();

        assertThat(HttpClient.get(address, "/digits.txt").body()).isEqualTo(DIGITS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/nothing/", "/index.html/", "/digits.txt/x", "/INDEX.HTML", "/bare/"})
    void whatIsNotThere(String target) throws Exception {
        HttpClient.Reply reply = HttpClient.get(address, target);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.headers()).containsEntry("content-type", "text/html; charset=utf-8");
    }

    @Test
    void theNotFoundPageEscapesThePath() throws Exception {
        assertThat(HttpClient.get(address, "/<script>alert(1)</script>").body()).doesNotContain("<script>");
    }

    @ParameterizedTest
    @CsvSource({
        "/docs, /docs/",
        "/docs?x=1, /docs/?x=1",
        "//docs, /docs/",
        "///docs, /docs/",
        "/app/docs, /app/docs/",
        "/app, /app/"
    })
    void aFolderWithoutASlashIsRedirected(String target, String location) throws Exception {
        HttpClient.Reply reply = HttpClient.get(address, target);

        assertThat(reply.status()).isEqualTo(301);
        assertThat(reply.headers()).containsEntry("location", location);
    }

    @Test
    void aListingWhereItIsEnabled() throws Exception {
        HttpClient.Reply reply = HttpClient.get(address, "/app/bare/");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body())
                .contains("<a href=\"one.txt\">one.txt</a>")
                .contains("<a href=\"%3Cb%3E.txt\">&lt;b&gt;.txt</a>")
                .doesNotContain("<b>.txt");
        assertThat(HttpClient.get(address, "/app/bare/%3Cb%3E.txt").body()).isEqualTo("2");
    }

    /** With {@code "directory": ".."}, the router serves the whole folder of the node, except files with secrets. */
    @Test
    void filesWithSecretsAreNeverServed() throws Exception {
        Path key = Files.writeString(folder.resolve("server.key"), SECRET);
        Path cookies = Files.writeString(folder.resolve("cookies.dat"), SECRET);
        Files.writeString(folder.resolve("cookies.dat.new"), SECRET);
        Files.writeString(folder.resolve("config.json~"), SECRET);
        Files.writeString(folder.resolve("config.json.txt"), "public");
        Files.createSymbolicLink(folder.resolve("innocent.txt"), key);
        Path linked = Files.createSymbolicLink(folder.resolve("linked.key"), root.resolve("digits.txt"));
        Set<Path> secrets = Set.of(folder.resolve("config.json"), key, cookies, linked, folder.resolve("nowhere.key"));
        for (boolean hiddenToo : new boolean[] {false, true}) {
            server.keepingPrivate(secrets);
            listen(listing(folder, hiddenToo));

            for (String name : List.of(
                    "config.json",
                    "config.json~",
                    "server.key",
                    "cookies.dat",
                    "cookies.dat.new",
                    "innocent.txt",
                    "linked.key",
                    "web/digits.txt")) {
                HttpClient.Reply reply = HttpClient.get(address, "/" + name);
                assertThat(reply.status()).as(name).isEqualTo(404);
                assertThat(reply.body()).doesNotContain(SECRET).doesNotContain(DIGITS);
            }
            assertThat(HttpClient.get(address, "/config.json.txt").body()).isEqualTo("public");
            assertThat(HttpClient.get(address, "/").body())
                    .contains("config.json.txt", "web/")
                    .doesNotContain("config.json<", "config.json~", "key", "cookies", "innocent");
        }
    }

    @Test
    void aSecretIsNoDefaultFileAndNoIndex() throws Exception {
        Path index = root.resolve("index.html");
        server.keepingPrivate(Set.of(index));
        listen(new PathService.StaticFiles(
                root, new StaticFileOptions(false, Map.of(), Optional.empty(), Optional.of("index.html"), false)));

        assertThat(HttpClient.get(address, "/").status()).isEqualTo(404);
        assertThat(HttpClient.get(address, "/nothing").status()).isEqualTo(404);
    }

    @Test
    void filesAndFoldersWithADotAreServedOnlyIfAsked() throws Exception {
        write(".env", SECRET);
        write(".git/config", SECRET);
        write("bare/.crossbar/key.priv", SECRET);
        write(".well-known/acme/token", "known");
        List<String> hidden =
                List.of("/.env", "/%2eenv", "/.git/config", "/.git/", "/.git", "/bare/.crossbar/key.priv");

        listen(listing(root, false));
        assertThat(hidden)
                .allSatisfy(path -> assertThat(HttpClient.get(address, path).status())
                        .as(path)
                        .isEqualTo(404));
        assertThat(HttpClient.get(address, "/.well-known/acme/token").body()).isEqualTo("known");
        assertThat(HttpClient.get(address, "/bare/").body()).contains("one.txt").doesNotContain("crossbar");

        listen(listing(root, true));
        assertThat(HttpClient.get(address, "/.git/config").body()).isEqualTo(SECRET);
        assertThat(HttpClient.get(address, "/bare/").body()).contains("one.txt", ".crossbar/");
    }

    /** A hidden folder is served if the configuration names this folder itself. */
    @Test
    void aHiddenFolderMayBeServed() throws Exception {
        write(".built/page.html", "built");
        listen(new PathService.StaticFiles(root.resolve(".built")));

        assertThat(HttpClient.get(address, "/page.html").body()).isEqualTo("built");
    }

    private static PathService.StaticFiles listing(Path folder, boolean hiddenFiles) {
        return new PathService.StaticFiles(
                folder, new StaticFileOptions(true, Map.of(), Optional.empty(), Optional.empty(), hiddenFiles));
    }

    private void listen(PathService.StaticFiles files) {
        address = server.listen(new Transport.Web(Map.of("/", files))).address();
    }

    @Test
    void theDefaultFileIsSentForAMissingFile() throws Exception {
        HttpClient.Reply reply = HttpClient.get(address, "/app/some/route");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("<p>the page</p>");
    }

    @Test
    void cachingIsAsConfigured() throws Exception {
        assertThat(HttpClient.get(address, "/digits.txt").headers())
                .containsEntry("cache-control", "max-age=43200, public")
                .containsKey("expires");
        assertThat(HttpClient.get(address, "/app/digits.txt").headers()).doesNotContainKeys("cache-control", "expires");
    }

    /** RFC 9110 §13: tests conditional requests. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "If-None-Match: ETAG | 304",
                "If-None-Match: W/ETAG | 304",
                "If-None-Match: \"x\", ETAG , \"y\" | 304",
                "If-None-Match: * | 304",
                "If-None-Match: \"other\" | 200",
                "If-None-Match: | 200",
                "If-Modified-Since: Fri, 02 Jan 2026 03:04:05 GMT | 304",
                "If-Modified-Since: Sat, 03 Jan 2026 00:00:00 GMT | 304",
                "If-Modified-Since: Thu, 01 Jan 2026 00:00:00 GMT | 200",
                "If-Modified-Since: yesterday | 200"
            })
    void conditions(String header, int status) throws Exception {
        String etag = HttpClient.get(address, "/digits.txt").headers().get("etag");

        HttpClient.Reply reply = HttpClient.get(address, "/digits.txt", header.replace("ETAG", etag));

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.headers()).containsEntry("etag", etag);
        assertThat(reply.body()).isEqualTo(status == 304 ? "" : DIGITS);
    }

    @Test
    void anUnknownTagOutweighsAKnownDate() throws Exception {
        HttpClient.Reply reply = HttpClient.get(
                address, "/digits.txt", "If-None-Match: \"other\"", "If-Modified-Since: Sat, 03 Jan 2026 00:00:00 GMT");

        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void theTagFollowsTheFile() throws Exception {
        String before = HttpClient.get(address, "/digits.txt").headers().get("etag");
        Files.writeString(root.resolve("digits.txt"), "0123456780");

        assertThat(HttpClient.get(address, "/digits.txt").headers().get("etag")).isNotEqualTo(before);
    }

    /** RFC 9110 §14: tests requests for ranges. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bytes=0-0 | 206 | 0 | bytes 0-0/10",
                "bytes=2-4 | 206 | 234 | bytes 2-4/10",
                "bytes=7- | 206 | 789 | bytes 7-9/10",
                "bytes=7-100 | 206 | 789 | bytes 7-9/10",
                "bytes=-3 | 206 | 789 | bytes 7-9/10",
                "bytes=-100 | 206 | 0123456789 | bytes 0-9/10",
                "bytes=10- | 416 |  | bytes */10",
                "bytes=10-12 | 416 |  | bytes */10",
                "bytes=-0 | 416 |  | bytes */10",
                "bytes=999999999999999999- | 416 |  | bytes */10",
                "bytes=4-2 | 200 | 0123456789 | ",
                "bytes=-| 200 | 0123456789 | ",
                "bytes=a-b | 200 | 0123456789 | ",
                "bytes=0-1,3-4 | 200 | 0123456789 | ",
                "bytes=99999999999999999999- | 200 | 0123456789 | ",
                "lines=0-1 | 200 | 0123456789 | "
            })
    void ranges(String range, int status, String body, String contentRange) throws Exception {
        HttpClient.Reply reply = HttpClient.get(address, "/digits.txt", "Range: " + range);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.headers().get("content-range")).isEqualTo(contentRange);
        if (status != 416) {
            assertThat(reply.body()).isEqualTo(body);
        }
    }

    @Test
    void anEmptyFileHasNoRange() throws Exception {
        assertThat(HttpClient.get(address, "/empty.txt", "Range: bytes=0-").status())
                .isEqualTo(416);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ETAG | 206",
                "Fri, 02 Jan 2026 03:04:05 GMT | 206",
                "\"other\" | 200",
                "W/ETAG | 200",
                "Thu, 01 Jan 2026 00:00:00 GMT | 200"
            })
    void aRangeOfAnOlderStateIsNotServed(String condition, int status) throws Exception {
        String etag = HttpClient.get(address, "/digits.txt").headers().get("etag");

        HttpClient.Reply reply = HttpClient.get(
                address, "/digits.txt", "Range: bytes=0-1", "If-Range: " + condition.replace("ETAG", etag));

        assertThat(reply.status()).isEqualTo(status);
    }

    @Test
    void headHasTheSameHeadersAndNoBody() throws Exception {
        HttpClient.Reply get = HttpClient.get(address, "/digits.txt");
        HttpClient.Reply head = HttpClient.request(address, "HEAD", "/digits.txt");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers()).containsEntry("content-length", "10");
        assertThat(head.headers().keySet()).isEqualTo(get.headers().keySet());
        assertThat(HttpClient.request(address, "HEAD", "/nothing").body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "TRACE", "BREW"})
    void nothingCanBeChanged(String method) throws Exception {
        HttpClient.Reply reply = HttpClient.request(address, method, "/digits.txt");

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.headers()).containsEntry("allow", "GET, HEAD, OPTIONS");
        assertThat(root.resolve("digits.txt")).hasContent(DIGITS);
    }

    @Test
    void aFileOfManyPiecesArrivesWhole() throws Exception {
        byte[] bytes = new byte[3_000_001];
        new Random(1).nextBytes(bytes);
        Files.write(root.resolve("large.bin"), bytes);

        HttpClient.Reply reply = HttpClient.get(address, "/large.bin");
        HttpClient.Reply part = HttpClient.get(address, "/large.bin", "Range: bytes=1000000-2999999");

        String expected = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(reply.body().equals(expected)).isTrue();
        assertThat(part.body().equals(expected.substring(1_000_000, 3_000_000))).isTrue();
    }

    /**
     * If a client stops reading, the router keeps only one piece of the file in memory, and other clients do not wait.
     */
    @Test
    void aClientThatDoesNotReadHoldsUpNobody() throws Exception {
        Files.write(root.resolve("large.bin"), new byte[50_000_000]);
        try (Wire stalled = Wire.connectSilently(address);
                Wire another = Wire.connectSilently(address);
                Wire third = Wire.connectSilently(address)) {
            for (Wire wire : new Wire[] {stalled, another, third}) {
                wire.send("GET /large.bin HTTP/1.1\r\nHost: localhost\r\n\r\n");
            }
            for (int i = 0; i < 20; i++) {
                assertThat(HttpClient.get(address, "/digits.txt").body()).isEqualTo(DIGITS);
            }
        }
    }

    @Test
    void aClientThatNeverReadsIsDropped() throws Exception {
        Files.write(root.resolve("large.bin"), new byte[50_000_000]);
        WebOptions impatient = new WebOptions(false, Optional.empty(), Duration.ofMillis(300), Duration.ofMinutes(1));
        var listener = server.listen(new Transport.Web(Map.of("/", new PathService.StaticFiles(root)), impatient));
        try (Wire stalled = Wire.connectSilently(listener.address())) {
            stalled.send("GET /large.bin HTTP/1.1\r\nHost: localhost\r\n\r\n");

            await().atMost(Duration.ofMinutes(1)).until(() -> listener.connections() == 1);
            await().atMost(Duration.ofSeconds(30)).until(() -> listener.connections() == 0);
        }
    }

    @Test
    void aFolderThatGoesAwayIsNotThere() throws Exception {
        Path gone = Files.createDirectory(folder.resolve("gone"));
        address = server.listen(new Transport.Web(Map.of("/", new PathService.StaticFiles(gone))))
                .address();
        Files.delete(gone);

        assertThat(HttpClient.get(address, "/").status()).isEqualTo(404);
    }
}
