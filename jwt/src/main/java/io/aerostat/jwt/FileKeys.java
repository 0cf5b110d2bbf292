package io.aerostat.jwt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys of a file. The file is read again after a change; if it can no longer be read, the old keys stay in use. */
final class FileKeys implements KeySource {
    private static final Logger LOG = LoggerFactory.getLogger(FileKeys.class);
    private static final long CHECK_NANOS = Duration.ofSeconds(1).toNanos();

    private final Path file;
    private final Executor executor;
    private final AtomicLong lastCheck = new AtomicLong(System.nanoTime());
    private volatile Version version;

    /**
     * Reads the file. Blocks.
     *
     * @throws IllegalArgumentException if the file is not a key set
     */
    FileKeys(Path file, Executor executor) {
        this.file = file;
        this.executor = executor;
        try {
            version = read();
        } catch (IOException | KeySetException e) {
            throw new IllegalArgumentException("jwt authentication: " + describe(e), e);
        }
    }

    @Override
    public CompletableFuture<KeySet> keys(@Nullable String keyId) {
        long last = lastCheck.get();
        long now = System.nanoTime();
        boolean isDue = now - last > CHECK_NANOS && lastCheck.compareAndSet(last, now);
        return isDue
                ? CompletableFuture.supplyAsync(this::check, executor)
                : CompletableFuture.completedFuture(version.keys);
    }

    private KeySet check() {
        try {
            if (!Stamp.of(file).equals(version.stamp)) {
                version = read();
                LOG.atInfo().log(
                        "read {} token keys from {}", version.keys.keys().size(), file);
            }
        } catch (IOException | KeySetException e) {
            LOG.atWarn().log("jwt authentication keeps its old keys: {}", describe(e));
        }
        return version.keys;
    }

    private Version read() throws IOException, KeySetException {
        Stamp stamp = Stamp.of(file);
        if (stamp.size > KeySet.MAX_BYTES) {
            throw new KeySetException(
                    "found " + stamp.size + " bytes (expected at most " + KeySet.MAX_BYTES + ")", null);
        }
        return new Version(stamp, KeySet.parse(Files.readString(file, StandardCharsets.UTF_8)));
    }

    private String describe(Exception e) {
        return file + ": " + (e instanceof KeySetException ? e.getMessage() : "cannot be read: " + e);
    }

    private record Version(Stamp stamp, KeySet keys) {}

    private record Stamp(long modified, long size, @Nullable Object identity) {
        static Stamp of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime().toMillis(), attributes.size(), attributes.fileKey());
        }
    }
}
