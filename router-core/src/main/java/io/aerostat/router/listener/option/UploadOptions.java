package io.aerostat.router.listener.option;

import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The limits of an {@link io.aerostat.router.listener.Upload}.
 *
 * @param maxFileSize the largest size of a file in bytes
 * @param fileTypes the extensions that files may have, each with its dot; if empty, all extensions are allowed
 * @param permissions the permissions of complete files; empty for the system's default permissions of new files
 * @param maxChunkSize the largest size of a chunk in bytes
 * @param maxUnfinished the largest number of files that are not complete
 * @param unfinishedTimeout how long an unfinished file is kept after its newest chunk
 * @param chunkTimeout how long a chunk may take to arrive
 */
public record UploadOptions(
        long maxFileSize,
        List<String> fileTypes,
        Optional<Set<PosixFilePermission>> permissions,
        int maxChunkSize,
        int maxUnfinished,
        Duration unfinishedTimeout,
        Duration chunkTimeout) {
    public static final UploadOptions DEFAULT = new UploadOptions(
            10L << 20, List.of(), Optional.empty(), 16 << 20, 100, Duration.ofDays(1), Duration.ofMinutes(5));

    public UploadOptions {
        if (maxFileSize < 0) {
            throw new IllegalArgumentException("max_file_size: found " + maxFileSize + " (expected at least 0)");
        }
        if (maxChunkSize < 1) {
            throw new IllegalArgumentException("max_chunk_size: found " + maxChunkSize + " (expected at least 1)");
        }
        if (maxUnfinished < 1) {
            throw new IllegalArgumentException("max_unfinished: found " + maxUnfinished + " (expected at least 1)");
        }
        fileTypes = List.copyOf(fileTypes);
        permissions = permissions.map(Set::copyOf);
    }

    /** Returns a copy with another maximum file size. */
    public UploadOptions withMaxFileSize(long bytes) {
        return new UploadOptions(
                bytes, fileTypes, permissions, maxChunkSize, maxUnfinished, unfinishedTimeout, chunkTimeout);
    }

    /** Returns a copy that allows other extensions. */
    public UploadOptions withFileTypes(List<String> extensions) {
        return new UploadOptions(
                maxFileSize, extensions, permissions, maxChunkSize, maxUnfinished, unfinishedTimeout, chunkTimeout);
    }

    /** Returns a copy with another maximum number of unfinished files, and another time for which they are kept. */
    public UploadOptions withUnfinished(int files, Duration kept) {
        return new UploadOptions(maxFileSize, fileTypes, permissions, maxChunkSize, files, kept, chunkTimeout);
    }

    /** Returns a copy with other permissions of complete files. */
    public UploadOptions withPermissions(Set<PosixFilePermission> granted) {
        return new UploadOptions(
                maxFileSize,
                fileTypes,
                Optional.of(granted),
                maxChunkSize,
                maxUnfinished,
                unfinishedTimeout,
                chunkTimeout);
    }

    /** Returns a copy with another maximum chunk size. */
    public UploadOptions withMaxChunkSize(int bytes) {
        return new UploadOptions(
                maxFileSize, fileTypes, permissions, bytes, maxUnfinished, unfinishedTimeout, chunkTimeout);
    }

    /** Returns a copy with another time limit for the arrival of a chunk. */
    public UploadOptions withChunkTimeout(Duration time) {
        return new UploadOptions(
                maxFileSize, fileTypes, permissions, maxChunkSize, maxUnfinished, unfinishedTimeout, time);
    }
}
