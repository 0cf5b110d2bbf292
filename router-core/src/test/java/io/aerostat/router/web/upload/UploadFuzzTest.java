package io.aerostat.router.web.upload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.aerostat.router.listener.option.UploadFields;
import io.aerostat.router.listener.option.UploadOptions;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Targets for the coverage-guided fuzzer (see CONTRIBUTING): the forms and queries of uploads. */
class UploadFuzzTest {
    private static final UploadFields FIELDS = UploadFields.RESUMABLE_JS.withProgress("on_progress");
    private static final Path FOLDER = folder();

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("upload-fuzz");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A form is either refused, or its fields describe a chunk. The form arrives in pieces of any size. */
    @FuzzTest(maxDuration = "60s", maxExecutions = 1_000_000)
    void forms(byte[] body) throws IOException {
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/upload");
        request.headers().set(HttpHeaderNames.CONTENT_TYPE, "multipart/form-data; boundary=b");
        int piece = body.length == 0 ? 1 : 1 + (body[0] & 0xFF);
        try (MultipartForm form = new MultipartForm(request, FOLDER)) {
            for (int at = 0; at < body.length; at += piece) {
                form.add(Unpooled.wrappedBuffer(body, at, Math.min(piece, body.length - at)));
            }
            form.end();
            check(Chunk.read(form::text, FIELDS, UploadOptions.DEFAULT));
            Progress.read(form::text, FIELDS);
            assertThat(form.file(FIELDS.content()).length()).isLessThanOrEqualTo(body.length);
        } catch (UploadRefused e) {
            assertThat(e.response().status().code()).isBetween(400, 499);
        }
    }

    /** A content type is either refused, or a form can be read with it. */
    @FuzzTest(maxDuration = "60s", maxExecutions = 2_000_000)
    void contentTypes(byte[] type) throws IOException {
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/upload");
        request.headers()
                .set(
                        HttpHeaderNames.CONTENT_TYPE,
                        "multipart/form-data;" + new String(type, ISO_8859_1).replaceAll("[^ -~]", "?"));
        try (MultipartForm form = new MultipartForm(request, FOLDER)) {
            form.add(Unpooled.wrappedBuffer("--b\r\n".getBytes(ISO_8859_1)));
            form.end();
            assertThat(form.text("file")).isEqualTo(Optional.empty());
        } catch (UploadRefused e) {
            assertThat(e.response().status().code()).isBetween(400, 499);
        }
    }

    /** A query is either refused, or it describes a chunk. */
    @FuzzTest(maxDuration = "60s", maxExecutions = 2_000_000)
    void queries(byte[] query) {
        String uri = "/upload?resumableFilename=a.txt&resumableTotalSize=9&resumableChunkSize=4&"
                + "resumableTotalChunks=2&resumableChunkNumber=1&" + new String(query, ISO_8859_1);
        try {
            check(Chunk.read(ChunkQuery.fields(uri), FIELDS, UploadOptions.DEFAULT));
        } catch (UploadRefused e) {
            assertThat(e.response().status().code()).isBetween(400, 499);
        }
    }

    private static void check(Chunk chunk) {
        assertThat(chunk.name()).isNotBlank().doesNotStartWith(".").doesNotContain("/", "\\", "\0");
        assertThat(chunk.position()).isNotNegative();
        assertThat(chunk.size()).isBetween(0L, chunk.totalSize());
        assertThat(chunk.position() + chunk.size()).isLessThanOrEqualTo(chunk.totalSize());
    }
}
