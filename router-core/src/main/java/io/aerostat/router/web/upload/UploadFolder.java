package io.aerostat.router.web.upload;

import io.aerostat.router.listener.Upload;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.multipart.FileUpload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The complete and unfinished files of an upload service. An unfinished file is a folder with two files: the content,
 * and a list of the chunks. The list has one byte for each chunk, which is 1 when the chunk has been written to its
 * place in the content. With this list, an upload can continue after a restart. Blocks; any thread.
 */
final class UploadFolder {
    private static final Logger LOG = LoggerFactory.getLogger(UploadFolder.class);

    private static final String CONTENT = "content";
    private static final String CHUNKS = "chunks";
    private static final Duration LIFE_OF_TEMPORARY_FILES = Duration.ofHours(1);
    private static final String FOLDER_NAME = "[0-9a-f]{64}";

    /**
     * The locks for unfinished files. The hash of a folder's name selects the lock that guards the files in the folder.
     * No thread holds two locks. All services share the locks, because two services may have the same folder.
     */
    private static final Object[] LOCKS = new Object[64];

    static {
        Arrays.setAll(LOCKS, i -> new Object());
    }

    private final Upload service;

    UploadFolder(Upload service) {
        this.service = service;
    }

    private static Object lockOf(String folderName) {
        return LOCKS[Math.floorMod(folderName.hashCode(), LOCKS.length)];
    }

    /**
     * The state of a file after one of its chunks has been written.
     *
     * @param isFirst whether this chunk is the first one that has arrived
     * @param received the number of bytes that have arrived
     * @param isComplete whether the file is complete
     */
    record Stored(boolean isFirst, long received, boolean isComplete) {}

    /** Checks whether a chunk of an unfinished file has arrived. */
    boolean has(Chunk chunk, String owner) throws IOException {
        Path folder = service.temporary().resolve(chunk.folder(owner));
        Path list = folder.resolve(CHUNKS);
        if (!Files.exists(folder.resolve(CONTENT))) {
            return false;
        }
        try (FileChannel chunks = FileChannel.open(list, StandardOpenOption.READ)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            return chunks.read(one, chunk.number() - 1L) == 1 && one.get(0) == 1;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Writes a chunk, and completes the file if no chunk is missing. */
    Stored put(Chunk chunk, String owner, FileUpload data) throws UploadRefused, IOException {
        if (data.length() != chunk.size()) {
            throw UploadRefused.bad(
                    "Chunk " + chunk.number() + " has " + data.length() + " bytes instead of " + chunk.size() + ".");
        }
        Path file = complete(chunk);
        String name = chunk.folder(owner);
        Path folder = service.temporary().resolve(name);
        if (!Files.isDirectory(folder)) {
            sweep();
        }
        // Chunks of the same file may arrive at the same time, and only one of them may complete the file.
        synchronized (lockOf(name)) {
            return put(chunk, folder, file, data);
        }
    }

    /** Returns the path of the complete file. */
    private Path complete(Chunk chunk) throws UploadRefused {
        try {
            return service.directory().resolve(chunk.name());
        } catch (InvalidPathException e) {
            throw UploadRefused.bad("The file system of the router cannot have a file with this name.");
        }
    }

    private Stored put(Chunk chunk, Path folder, Path file, FileUpload data) throws UploadRefused, IOException {
        boolean isFirst = !Files.isDirectory(folder);
        if (isFirst) {
            if (unfinished() >= service.options().maxUnfinished()) {
                throw new UploadRefused(
                        HttpResponseStatus.SERVICE_UNAVAILABLE,
                        "Too many files are unfinished; please try again later.");
            }
            Files.createDirectories(folder);
        }
        if (!Files.exists(folder.resolve(CONTENT))) {
            // The router ended after it had completed the file, and before it had removed the list of chunks.
            Files.deleteIfExists(folder.resolve(CHUNKS));
        }
        write(chunk, folder.resolve(CONTENT), data);
        byte[] chunks = mark(chunk, folder.resolve(CHUNKS));
        int arrived = 0;
        for (byte each : chunks) {
            arrived += each;
        }
        boolean isComplete = arrived == chunk.totalChunks();
        if (isComplete) {
            complete(folder, file);
        }
        boolean withLast = chunks.length == chunk.totalChunks() && chunks[chunks.length - 1] == 1;
        return new Stored(isFirst, chunk.bytesOf(arrived, withLast), isComplete);
    }

    private static void write(Chunk chunk, Path file, FileUpload data) throws IOException {
        try (FileChannel content =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (data.isInMemory()) {
                ByteBuf bytes = data.getByteBuf();
                long position = chunk.position();
                for (ByteBuffer buffer : bytes.nioBuffers()) {
                    while (buffer.hasRemaining()) {
                        position += content.write(buffer, position);
                    }
                }
            } else {
                try (FileChannel source = FileChannel.open(data.getFile().toPath(), StandardOpenOption.READ)) {
                    content.position(chunk.position());
                    long copied = 0;
                    while (copied < chunk.size()) {
                        long step = source.transferTo(copied, chunk.size() - copied, content);
                        if (step == 0) {
                            throw new IOException("the temporary file is shorter than the chunk");
                        }
                        copied += step;
                    }
                }
            }
            // The list must never name a chunk that would be lost if the machine stopped.
            content.force(false);
        }
    }

    /** Adds a chunk to the list, and returns the list. */
    private static byte[] mark(Chunk chunk, Path list) throws IOException {
        try (FileChannel chunks =
                FileChannel.open(list, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            chunks.write(ByteBuffer.wrap(new byte[] {1}), chunk.number() - 1L);
            ByteBuffer all = ByteBuffer.allocate((int) Math.min(chunk.totalChunks(), chunks.size()));
            while (all.hasRemaining() && chunks.read(all, all.position()) >= 0) {
                // The condition of the loop reads the file.
            }
            return all.array();
        }
    }

    private void complete(Path folder, Path file) throws UploadRefused, IOException {
        Path content = folder.resolve(CONTENT);
        Files.createDirectories(service.directory());
        if (Files.isDirectory(file)) {
            throw new UploadRefused(HttpResponseStatus.CONFLICT, "There is a folder with the name of the file.");
        }
        if (service.options().permissions().isPresent()) {
            Files.setPosixFilePermissions(
                    content, service.options().permissions().get());
        }
        // Replaces an earlier file in one step, so that readers always see a whole file.
        Files.move(content, file, StandardCopyOption.ATOMIC_MOVE);
        remove(folder);
    }

    private long unfinished() throws IOException {
        long count = 0;
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(service.temporary())) {
            for (Path folder : folders) {
                count += isUpload(folder) ? 1 : 0;
            }
        }
        return count;
    }

    private static boolean isUpload(Path folder) {
        return String.valueOf(folder.getFileName()).matches(FOLDER_NAME);
    }

    /**
     * Checks that complete files can be moved in one step. Blocks.
     *
     * @throws IllegalArgumentException if the two folders are on different file systems
     */
    static void requireOneFileSystem(Upload service) {
        try {
            FileStore unfinished = Files.getFileStore(existing(service.temporary()));
            FileStore complete = Files.getFileStore(existing(service.directory()));
            if (!unfinished.equals(complete)) {
                throw new IllegalArgumentException(
                        "temp_directory: found " + service.temporary() + " on the file system "
                                + unfinished + " (expected a folder on the file system of " + service.directory()
                                + ", which is "
                                + complete + ")");
            }
        } catch (IOException e) {
            LOG.debug("the file systems of {} and {} are unknown", service.temporary(), service.directory(), e);
        }
    }

    /** Returns the folder, or the first of its parents that exists. */
    private static Path existing(Path folder) {
        Path path = folder.toAbsolutePath();
        while (!Files.exists(path) && path.getParent() != null) {
            path = path.getParent();
        }
        return path;
    }

    /** Creates the folder of unfinished files, if it does not exist. Returns the folder. */
    Path temporary() throws IOException {
        return Files.createDirectories(service.temporary());
    }

    /**
     * Removes unfinished and temporary files that are too old. Takes the lock of each file that it removes, so the
     * caller must hold none.
     */
    private void sweep() throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(service.temporary())) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (isUpload(entry) && isAbandoned(entry)) {
                    removeAbandoned(entry, name);
                } else if (name.startsWith(MultipartForm.PREFIX) && isOlder(entry, LIFE_OF_TEMPORARY_FILES)) {
                    Files.deleteIfExists(entry);
                }
            }
        }
    }

    private boolean isAbandoned(Path folder) throws IOException {
        return isOlder(newest(folder), service.options().unfinishedTimeout());
    }

    private void removeAbandoned(Path folder, String name) throws IOException {
        synchronized (lockOf(name)) {
            // A chunk may have arrived since the first check.
            if (isAbandoned(folder)) {
                LOG.info("an unfinished file is removed, because no chunk has arrived for a long time: {}", folder);
                remove(folder);
            }
        }
    }

    private static Path newest(Path folder) {
        Path list = folder.resolve(CHUNKS);
        return Files.exists(list) ? list : folder;
    }

    private static boolean isOlder(Path file, Duration age) throws IOException {
        try {
            FileTime time = Files.getLastModifiedTime(file);
            return time.toInstant().isBefore(Instant.now().minus(age));
        } catch (NoSuchFileException e) {
            return false; // Another request has removed the file.
        }
    }

    private static void remove(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(CONTENT));
        Files.deleteIfExists(folder.resolve(CHUNKS));
        Files.deleteIfExists(folder);
    }
}
