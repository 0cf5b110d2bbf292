package io.aerostat.router.web.upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.Upload;
import io.aerostat.router.listener.option.UploadFields;
import io.aerostat.router.listener.option.UploadOptions;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.multipart.MemoryFileUpload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class UploadFolderTest {
    @TempDir
    Path root;

    private Upload service() {
        return new Upload("realm1", Access.ANONYMOUS, root)
                .withOptions(UploadOptions.DEFAULT.withUnfinished(10, Duration.ofHours(1)));
    }

    private static MemoryFileUpload data(String text, Runnable whenUsed) throws Exception {
        MemoryFileUpload data = new MemoryFileUpload("file", "blob", "text/plain", null, UTF_8, text.length()) {
            @Override
            public boolean isInMemory() {
                whenUsed.run();
                return super.isInMemory();
            }
        };
        data.setContent(Unpooled.copiedBuffer(text, UTF_8));
        return data;
    }

    private static MemoryFileUpload data(String text) throws Exception {
        return data(text, () -> {});
    }

    @Test
    void anOldFileThatGetsItsNextChunkIsNotRemoved() throws Exception {
        UploadFolder folder = new UploadFolder(service());
        folder.temporary();
        Chunk second = new Chunk("a", "a.txt", 6, 2, 3, 2);
        folder.put(new Chunk("a", "a.txt", 6, 1, 3, 2), "joe", data("abc"));
        Files.setLastModifiedTime(
                folder.temporary().resolve(second.folder("joe")).resolve("chunks"),
                FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        MemoryFileUpload slow = data("def", () -> {
            writing.countDown();
            awaitThat(go);
        });
        FutureTask<UploadFolder.Stored> completing = new FutureTask<>(() -> folder.put(second, "joe", slow));
        start(completing);
        awaitThat(writing);

        FutureTask<UploadFolder.Stored> other =
                new FutureTask<>(() -> folder.put(new Chunk("b", "b.txt", 6, 1, 3, 2), "ann", data("123")));
        Thread sweeping = start(other);
        await().until(() -> sweeping.getState() == Thread.State.BLOCKED || !sweeping.isAlive());
        go.countDown();

        assertThat(completing.get(60, TimeUnit.SECONDS).isComplete()).isTrue();
        assertThat(other.get(60, TimeUnit.SECONDS).isFirst()).isTrue();
        assertThat(root.resolve("a.txt")).hasContent("abcdef");
    }

    private static Thread start(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void awaitThat(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX) // where /proc is a file system of its own
    void bothFoldersMustBeOnOneFileSystem() {
        Upload service = new Upload(
                "realm1",
                Access.ANONYMOUS,
                root.resolve("new"),
                Path.of("/proc/self/uploads"),
                UploadFields.RESUMABLE_JS,
                UploadOptions.DEFAULT);

        UploadFolder.requireOneFileSystem(service());
        assertThatThrownBy(() -> UploadFolder.requireOneFileSystem(service))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("temp_directory: found /proc/self/uploads on the file system /proc")
                .hasMessageContaining("expected a folder on the file system of " + root.resolve("new"));
    }

    @Test
    void unfinishedFilesNeedAFolderOfTheirOwn() {
        assertThatThrownBy(() -> new Upload(
                        "realm1",
                        Access.ANONYMOUS,
                        root,
                        root.resolve("sub/.."),
                        UploadFields.RESUMABLE_JS,
                        UploadOptions.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected another folder");
    }
}
