package io.aerostat.node.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.router.authentication.Account;
import io.aerostat.router.authentication.AuthenticationOptions;
import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.HttpBridge;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.Upload;
import io.aerostat.router.listener.option.UploadFields;
import io.aerostat.router.listener.option.UploadOptions;
import java.io.ByteArrayOutputStream;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads files in chunks, with the requests of resumable.js. */
class UploadTest {
    private static final String BOUNDARY = "----boundary";
    private static final UploadFields FIELDS = new UploadFields(
            Optional.empty(),
            "resumableFilename",
            "resumableType",
            "resumableTotalSize",
            "resumableChunkNumber",
            "resumableChunkSize",
            "resumableTotalChunks",
            "file",
            Optional.of("on_progress"),
            Optional.of("session"),
            Optional.of("chunk_extra"),
            Optional.of("finish_extra"));
    private static final UploadOptions OPTIONS = UploadOptions.DEFAULT
            .withMaxFileSize(1_000_000)
            .withFileTypes(List.of(".bin", ".txt"))
            .withUnfinished(2, Duration.ofHours(1))
            .withPermissions(PosixFilePermissions.fromString("rw-r-----"));
    private static final Access WEB = HttpBridge.accessFor("web", Optional.empty());
    private static final Access USERS = Access.by(new AuthenticationOptions.StaticTicket(
            Map.of("joe", new Account<>("joe", "web", "secret"), "ann", new Account<>("ann", "web", "secret"))));

    @TempDir
    Path root;

    private final BlockingQueue<Map<?, ?>> events = new LinkedBlockingQueue<>();
    private BridgedRealm realm;
    private Path directory;

    @BeforeEach
    void serve() throws Exception {
        directory = root.resolve("uploaded");
        start();
    }

    private void start() throws Exception {
        Upload upload = new Upload("realm1", WEB, directory).withFields(FIELDS).withOptions(OPTIONS);
        Map<String, PathService> paths = new LinkedHashMap<>();
        paths.put("upload", upload);
        paths.put("users", upload.with(USERS));
        paths.put("hasty", upload.withOptions(OPTIONS.withChunkTimeout(Duration.ofMillis(200))));
        paths.put("small", upload.withOptions(OPTIONS.withMaxChunkSize(1000)));
        realm = new BridgedRealm(paths);
        realm.session
                .subscribe(
                        "com.example.progress",
                        event -> events.add((Map<?, ?>) event.args().get(0)))
                .get(60, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        realm.close();
    }

    /** A chunk of a file, as resumable.js describes it. */
    private record Part(String name, byte[] file, int chunkSize, int number, Map<String, String> more) {
        static Part of(String name, byte[] file, int chunkSize, int number) {
            return new Part(name, file, chunkSize, number, Map.of());
        }

        Part with(String field, String value) {
            Map<String, String> fields = new LinkedHashMap<>(more);
            fields.put(field, value);
            return new Part(name, file, chunkSize, number, fields);
        }

        int chunks() {
            return Math.max(1, file.length / chunkSize);
        }

        byte[] content() {
            int to = number == chunks() ? file.length : number * chunkSize;
            return Arrays.copyOfRange(file, (number - 1) * chunkSize, to);
        }

        Map<String, String> fields() {
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("resumableChunkNumber", String.valueOf(number));
            fields.put("resumableChunkSize", String.valueOf(chunkSize));
            fields.put("resumableCurrentChunkSize", String.valueOf(content().length));
            fields.put("resumableTotalSize", String.valueOf(file.length));
            fields.put("resumableType", "application/octet-stream");
            fields.put("resumableIdentifier", file.length + "-" + name);
            fields.put("resumableFilename", name);
            fields.put("resumableRelativePath", name);
            fields.put("resumableTotalChunks", String.valueOf(chunks()));
            fields.putAll(more);
            return fields;
        }

        byte[] body() throws Exception {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (Map.Entry<String, String> field : fields().entrySet()) {
                body.write(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + field.getKey()
                                + "\"\r\n\r\n" + field.getValue() + "\r\n")
                        .getBytes(UTF_8));
            }
            body.write(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"blob\"\r\n"
                            + "Content-Type: application/octet-stream\r\n\r\n")
                    .getBytes(UTF_8));
            body.write(content());
            body.write(("\r\n--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
            return body.toByteArray();
        }

        String query() {
            return fields().entrySet().stream()
                    .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                    .collect(Collectors.joining("&"));
        }
    }

    private HttpResponse<String> post(String path, Part part, String... headers) throws Exception {
        HttpRequest.Builder request = realm.request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(part.body()));
        return realm.send(
                headers.length == 0 ? request.build() : request.headers(headers).build());
    }

    private HttpResponse<String> post(Part part) throws Exception {
        return post("/upload", part);
    }

    private int test(String path, Part part, String... headers) throws Exception {
        HttpRequest.Builder request = realm.request(path + "?" + part.query()).GET();
        return realm.send(
                        headers.length == 0
                                ? request.build()
                                : request.headers(headers).build())
                .statusCode();
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31 + (i >> 8));
        }
        return bytes;
    }

    private List<Path> left() throws Exception {
        try (Stream<Path> files = Files.list(Upload.temporaryOf(directory))) {
            return files.toList();
        }
    }

    @Test
    void chunksInAnyOrderBecomeTheFile() throws Exception {
        byte[] file = bytes(350_001);
        Part first = Part.of("file 1.bin", file, 100_000, 1);
        for (int number : new int[] {3, 1, 2}) {
            Part part = Part.of("file 1.bin", file, 100_000, number);
            assertThat(test("/upload", part)).isEqualTo(404);

            HttpResponse<String> response = post(part);

            assertThat(response.body()).isEmpty();
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("access-control-allow-origin"))
                    .contains("*");
            assertThat(test("/upload", part)).isEqualTo(number == 2 ? 404 : 200);
        }

        assertThat(first.chunks()).isEqualTo(3);
        Path complete = directory.resolve("file 1.bin");
        assertThat(complete).hasBinaryContent(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(complete)))
                .isEqualTo("rw-r-----");
        await().untilAsserted(() -> assertThat(left()).isEmpty());
    }

    @Test
    void aNameIsOfAnyLanguageIfTheSystemIsAbleToWriteIt() throws Exception {
        Charset ofFileNames = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

        HttpResponse<String> response = post(Part.of("größe.txt", new byte[3], 1000, 1));

        assertThat(response.statusCode()).isEqualTo(ofFileNames.newEncoder().canEncode("größe.txt") ? 200 : 400);
    }

    @Test
    void chunksThatArriveAtTheSameTimeBecomeTheFileOnce() throws Exception {
        byte[] file = bytes(400_000);
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int number = 1; number <= 8; number++) {
            Part part = Part.of("all.bin", file, 50_000, number).with("on_progress", "com.example.progress");
            answers.add(CompletableFuture.supplyAsync(() -> {
                try {
                    return post(part);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }));
        }

        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(answer.get(60, TimeUnit.SECONDS).statusCode())
                                .isEqualTo(200));
        assertThat(directory.resolve("all.bin")).hasBinaryContent(file);
        List<Object> states = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            states.add(events.poll(60, TimeUnit.SECONDS).get("status"));
        }
        assertThat(states).containsOnlyOnce("started", "finished");
    }

    @Test
    void smallAndEmptyFilesHaveOneChunk() throws Exception {
        assertThat(post(Part.of("empty.txt", new byte[0], 1000, 1)).body()).isEmpty();
        assertThat(post(Part.of("small.txt", "abc".getBytes(UTF_8), 1000, 1)).statusCode())
                .isEqualTo(200);

        assertThat(directory.resolve("empty.txt")).isEmptyFile();
        assertThat(directory.resolve("small.txt")).hasContent("abc");
    }

    @Test
    void aFileReplacesAnEarlierOne() throws Exception {
        post(Part.of("a.txt", "first".getBytes(UTF_8), 1000, 1));

        assertThat(post(Part.of("a.txt", "second".getBytes(UTF_8), 1000, 1)).statusCode())
                .isEqualTo(200);

        assertThat(directory.resolve("a.txt")).hasContent("second");
    }

    @Test
    void anUploadGoesOnAfterARestart() throws Exception {
        byte[] file = bytes(200_000);
        assertThat(post(Part.of("r.bin", file, 100_000, 2)).statusCode()).isEqualTo(200);

        realm.close();
        start();

        assertThat(test("/upload", Part.of("r.bin", file, 100_000, 2))).isEqualTo(200);
        assertThat(post(Part.of("r.bin", file, 100_000, 1)).statusCode()).isEqualTo(200);
        assertThat(directory.resolve("r.bin")).hasBinaryContent(file);
    }

    @Test
    void eventsReportTheProgress() throws Exception {
        byte[] file = bytes(3000);
        Part first = Part.of("e.bin", file, 1000, 1)
                .with("on_progress", "com.example.progress")
                .with("chunk_extra", "{\"row\": 7}")
                .with("finish_extra", "{\"done\": [true]}");
        post(first);
        post(new Part("e.bin", file, 1000, 2, first.more()));
        post(new Part("e.bin", file, 1000, 3, first.more()));

        List<Map<?, ?>> received = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            received.add(events.poll(60, TimeUnit.SECONDS));
        }
        assertThat(received.stream().map(event -> String.valueOf(event.get("status"))))
                .containsExactly("started", "progress", "progress", "progress", "finished");
        assertThat(received.stream().map(event -> event.get("remaining")).map(String::valueOf))
                .containsExactly("3000", "2000", "1000", "0", "0");
        assertThat(received.get(1).get("progress")).isEqualTo(0.333);
        assertThat(received.get(4))
                .isEqualTo(Map.of(
                        "id",
                        "e.bin",
                        "name",
                        "e.bin",
                        "chunk",
                        3L,
                        "total",
                        3000L,
                        "remaining",
                        0L,
                        "status",
                        "finished",
                        "progress",
                        1.0,
                        "finish_extra",
                        Map.of("done", List.of(true)),
                        "chunk_extra",
                        Map.of("row", 7L)));
    }

    @Test
    void eventsGoOnlyToTheSessionOfThePage() throws Exception {
        Part part = Part.of("s.txt", new byte[1], 1000, 1).with("on_progress", "com.example.progress");
        post(part.with("session", String.valueOf(realm.session.details().id() + 1)));
        post(part.with("session", String.valueOf(realm.session.details().id())).with("chunk_extra", "\"mine\""));

        assertThat(events.poll(60, TimeUnit.SECONDS)).extracting("chunk_extra").isEqualTo("mine");
    }

    @Test
    void aChunkIsStoredEvenIfItsEventsMayNotBePublished() throws Exception {
        assertThat(post(Part.of("p.txt", new byte[1], 1000, 1).with("on_progress", "org.example.secret"))
                        .statusCode())
                .isEqualTo(200);

        assertThat(directory.resolve("p.txt")).exists();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../a.txt",
                "/etc/a.txt",
                "a/b.txt",
                "..\\a.txt",
                ".hidden.txt",
                "..",
                " ",
                "a\tb.txt",
                "nul\0.txt",
                "%00%2e.txt/x.txt"
            })
    void aNameThatCouldLeadOutOfTheFolderIsRefused(String name) throws Exception {
        HttpResponse<String> response = post(Part.of(name, new byte[3], 1000, 1));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(root.resolve("a.txt")).doesNotExist();
        assertThat(left()).isEmpty();
    }

    @Test
    void aSymbolicLinkIsReplacedAndNotFollowed() throws Exception {
        Path outside = Files.writeString(root.resolve("outside.txt"), "kept");
        Files.createDirectories(directory);
        Files.createSymbolicLink(directory.resolve("link.txt"), outside);
        Files.createDirectories(directory.resolve("folder.txt"));

        assertThat(post(Part.of("link.txt", new byte[3], 1000, 1)).statusCode()).isEqualTo(200);
        assertThat(post(Part.of("folder.txt", new byte[3], 1000, 1)).statusCode())
                .isEqualTo(409);

        assertThat(outside).hasContent("kept");
        assertThat(Files.isSymbolicLink(directory.resolve("link.txt"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "resumableFilename; a.exe; 415",
                "resumableFilename; a; 415",
                "resumableTotalSize; 1000001; 413",
                "resumableTotalSize; -1; 400",
                "resumableTotalSize; 99999999999999999999; 400",
                "resumableTotalSize; 2; 400",
                "resumableChunkNumber; 0; 400",
                "resumableChunkNumber; 2; 400",
                "resumableChunkNumber; one; 400",
                "resumableChunkSize; 0; 400",
                "resumableTotalChunks; 100001; 400",
                "resumableTotalChunks; 4; 400",
                "chunk_extra; {; 400",
                "session; x; 400",
            })
    void aWrongFieldIsRefused(String field, String value, int status) throws Exception {
        Part part = Part.of("w.txt", bytes(3000), 4000, 1)
                .with("on_progress", "com.example.progress")
                .with(field, value);

        assertThat(post(part).statusCode()).isEqualTo(status);

        assertThat(left()).isEmpty();
    }

    @Test
    void otherRequestsAreRefused() throws Exception {
        assertThat(realm.post("/upload", "{}", "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(415);
        assertThat(realm.post("/upload", "x", "Content-Type", "multipart/form-data; boundary=b")
                        .statusCode())
                .isEqualTo(400);
        assertThat(realm.post("/upload", "x", "Content-Type", "multipart/form-data; boundary=b; charset=none")
                        .statusCode())
                .isEqualTo(400);
        assertThat(realm.post("/upload/below", "x").statusCode()).isEqualTo(404);
        assertThat(realm.send(realm.request("/upload").DELETE().build()).statusCode())
                .isEqualTo(405);
        assertThat(realm.send(realm.request("/upload").GET().build()).statusCode())
                .isEqualTo(400);
    }

    @Test
    void aChunkBeyondTheLimitIsRefused() throws Exception {
        HttpResponse<String> response = realm.send(realm.request("/upload")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(new byte[(16 << 20) + (1 << 20)])))
                .build());

        assertThat(response.statusCode()).isIn(400, 413);
        await().untilAsserted(() -> assertThat(left()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"1999, 1000, 413", "1500, 1000, 413", "3000, 1000, 200", "1000, 2000, 200", "1001, 2000, 413"})
    void aChunkLargerThanTheLargestOneIsRefused(int fileSize, int chunkSize, int status) throws Exception {
        assertThat(post("/small", Part.of("c.bin", bytes(fileSize), chunkSize, 1))
                        .statusCode())
                .isEqualTo(status);
    }

    @Test
    void onlySoManyFilesAreUnfinished() throws Exception {
        byte[] file = bytes(2000);
        assertThat(post(Part.of("1.bin", file, 1000, 1)).statusCode()).isEqualTo(200);
        assertThat(post(Part.of("2.bin", file, 1000, 1)).statusCode()).isEqualTo(200);
        assertThat(post(Part.of("3.bin", file, 1000, 1)).statusCode()).isEqualTo(503);
        assertThat(post(Part.of("2.bin", file, 1000, 2)).statusCode()).isEqualTo(200);
        assertThat(post(Part.of("3.bin", file, 1000, 1)).statusCode()).isEqualTo(200);

        for (Path folder : left()) {
            Files.setLastModifiedTime(
                    folder.resolve("chunks"), FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        }

        assertThat(post(Part.of("4.bin", file, 1000, 1)).statusCode()).isEqualTo(200);
        assertThat(left()).hasSize(1);
    }

    @Test
    void usersProveWhoTheyAre() throws Exception {
        Part part = Part.of("u.bin", bytes(2000), 1000, 1);
        String joe = "Basic " + Base64.getEncoder().encodeToString("joe:secret".getBytes(UTF_8));
        String ann = "Basic " + Base64.getEncoder().encodeToString("ann:secret".getBytes(UTF_8));

        assertThat(post("/users", part).statusCode()).isEqualTo(401);
        assertThat(post("/users", part, "Authorization", joe).statusCode()).isEqualTo(200);
        assertThat(post("/users", part, "Authorization", joe, "Origin", "https://evil.example.com")
                        .statusCode())
                .isEqualTo(403);

        assertThat(test("/users", part, "Authorization", joe)).isEqualTo(200);
        assertThat(test("/users", part, "Authorization", ann)).isEqualTo(404);
        assertThat(test("/users", part)).isEqualTo(401);
    }

    @Test
    void aChunkMustArriveInTime() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", realm.port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream()
                    .write(("POST /hasty HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n"
                                    + "Content-Type: multipart/form-data; boundary=" + BOUNDARY + "\r\n\r\n--")
                            .getBytes(UTF_8));

            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void aClientThatDisconnectsLeavesNothing() throws Exception {
        byte[] body = Part.of("d.bin", bytes(300_000), 1_000_000, 1).body();
        try (Socket socket = new Socket("127.0.0.1", realm.port)) {
            socket.getOutputStream()
                    .write(("POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length
                                    + "\r\nContent-Type: multipart/form-data; boundary=" + BOUNDARY + "\r\n\r\n")
                            .getBytes(UTF_8));
            socket.getOutputStream().write(body, 0, 200_000);
            socket.getOutputStream().flush();
            await().untilAsserted(() -> assertThat(left()).isNotEmpty());
        }

        await().untilAsserted(() -> assertThat(left()).isEmpty());
        assertThat(directory.resolve("d.bin")).doesNotExist();
    }

    @Test
    void aFolderThatCannotBeWrittenIsAnError() throws Exception {
        Files.createDirectories(directory);
        Files.writeString(Upload.temporaryOf(directory), "not a folder");

        assertThat(post(Part.of("x.bin", bytes(10), 1000, 1)).statusCode()).isEqualTo(500);
    }
}
