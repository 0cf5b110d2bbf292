package io.aerostat.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests the unmodified resumable.js in a real browser, with an upload that is interrupted, continues, and reports its
 * progress.
 */
class UploadPageIT {
    private static final Path SHARED = Surroundings.root().resolve("web/page/shared/autobahn/autobahn.min.js");
    private static final Path RESUMABLE =
            Surroundings.root().resolve("acceptance/src/test/node/node_modules/resumablejs/resumable.js");

    /** A page that uploads a file of six chunks, stops after two of them, and begins again with a new object. */
    private static final String PAGE = """
            <!DOCTYPE html><title>upload</title><script src="autobahn.min.js"></script>
            <script src="resumable.js"></script><script>
            const bytes = new Uint8Array(650001).map((_, i) => i * 7 + (i >> 8));
            const seen = [];
            let sent = 0;
            const open = XMLHttpRequest.prototype.open;
            XMLHttpRequest.prototype.open = function(method, ...rest) {
              if (method === "POST") sent++;
              return open.call(this, method, ...rest);
            };
            function upload(name, query, atOnce) {
              const resumable = new Resumable({target: "upload", chunkSize: 100000, simultaneousUploads: atOnce,
                permanentErrors: [400, 404, 413, 415, 500], query});
              resumable.on("fileAdded", () => resumable.upload());
              resumable.addFile(new File([bytes], name, {type: "application/octet-stream"}));
              return resumable;
            }
            const connection = new autobahn.Connection({
              url: location.href.replace("http", "ws") + "ws", realm: "realm1", max_retries: 0});
            connection.onopen = async session => {
              const query = {on_progress: "com.example.upload", session: session.id,
                finish_extra: JSON.stringify({page: "grüße"})};
              let first;
              let arrived = 0;
              await session.subscribe("com.example.upload", ([event]) => {
                seen.push(event.status);
                if (event.status === "progress" && ++arrived === 2) {
                  first.cancel();
                  upload("file.bin", query, 4);
                }
                if (event.status === "finished") {
                  seen.push(event.finish_extra.page, event.total);
                  upload("wrong.exe", {}, 1).on("fileError", (file, message) => {
                    seen.push(message);
                    window.outcome = sent + " requests: " + seen.join(", ");
                  });
                }
              });
              first = upload("file.bin", query, 1);
            };
            connection.open();
            </script>""";

    private static final String CONFIGURATION = """
            {"version": 2, "workers": [{"type": "router",
              "realms": [{"name": "realm1", "roles": [{"name": "anonymous", "allow-by-default": true}]}],
              "transports": [
                {"type": "web", "id": "web", "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": 0},
                 "paths": {
                   "/": {"type": "static", "directory": "page"},
                   "ws": {"type": "websocket"},
                   "upload": {"type": "upload", "realm": "realm1", "role": "anonymous", "directory": "uploaded",
                     "form_fields": {
                       "file_name": "resumableFilename", "mime_type": "resumableType",
                       "total_size": "resumableTotalSize", "chunk_number": "resumableChunkNumber",
                       "chunk_size": "resumableChunkSize", "total_chunks": "resumableTotalChunks",
                       "content": "file", "on_progress": "on_progress", "session": "session",
                       "chunk_extra": "chunk_extra", "finish_extra": "finish_extra"},
                     "options": {"file_types": [".bin"]}}}}]}]}""";

    private final Chromium browser = Chromium.start();
    private Path folder;
    private RouterProcess router;

    @BeforeEach
    void start(@TempDir Path place) throws IOException {
        folder = place;
        Path page = Files.createDirectory(folder.resolve("page"));
        Files.copy(SHARED, page.resolve("autobahn.min.js"));
        Files.copy(RESUMABLE, page.resolve("resumable.js"));
        Files.writeString(page.resolve("index.html"), PAGE);
        router = RouterProcess.startWhole(Files.writeString(folder.resolve("config.json"), CONFIGURATION));
    }

    @AfterEach
    void stop() {
        try (browser) {
            router.close();
        }
    }

    @Test
    void anInterruptedUploadGoesOn() throws Exception {
        String outcome = browser.outcome(URI.create("http://127.0.0.1:" + router.port("web") + "/"));

        assertThat(outcome)
                .matches("\\d+ requests: started(, progress)+, finished, grüße, 650001, .*\\.exe.* not accepted.*");
        byte[] file = new byte[650_001];
        for (int i = 0; i < file.length; i++) {
            file[i] = (byte) (i * 7 + (i >> 8));
        }
        assertThat(folder.resolve("uploaded/file.bin")).hasBinaryContent(file);
        // The requests are six chunks, up to two more for a chunk that was in flight when the upload was stopped, and
        // the refused file.
        assertThat(Integer.parseInt(outcome.split(" ", 2)[0])).isBetween(7, 9);
    }
}
