package io.aerostat.router.cookie;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.router.time.RouterClock;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of {@link CookieLine}s. Lines are appended, and the file is rewritten from time to time. Used by one thread at
 * a time; blocks.
 */
final class CookieFile {
    private static final Logger LOG = LoggerFactory.getLogger(CookieFile.class);

    /** The number of superfluous lines after which the file is rewritten. */
    private static final long SUPERFLUOUS_LINES = 10_000;

    /** The change of the machine's clock above which the file is rewritten. */
    private static final Duration CORRECTION = Duration.ofMinutes(1);

    private final Path path;
    private final RouterClock clock;
    /** The difference between the machine's clock and the steady clock when the file was last rewritten. */
    private Duration ahead;

    private @Nullable FileChannel channel;
    private long lines;
    private long cookies;

    CookieFile(Path path, RouterClock clock) {
        this.path = path;
        this.clock = clock;
        this.ahead = clock.ahead();
    }

    /** Reads the file if it exists. */
    void read(MemoryCookieStore into) throws IOException {
        long[] foreign = {0};
        Duration toSteady = ahead.negated();
        try (Stream<String> all = Files.lines(path, StandardCharsets.ISO_8859_1)) {
            all.filter(line -> !line.isBlank())
                    .forEach(line -> CookieLine.decode(utf8(line))
                            .map(known -> known.shifted(toSteady))
                            .ifPresentOrElse(
                                    known -> into.restore(known.digest(), known.cookie()), () -> foreign[0]++));
        } catch (NoSuchFileException e) {
            return;
        } catch (UncheckedIOException e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
        if (foreign[0] > 0) {
            LOG.warn("{}: found {} lines that are not cookies (expected none); they are ignored", path, foreign[0]);
        }
    }

    /**
     * Decodes a line. A line that a crash has cut off may be invalid UTF-8; it must not prevent reading the other
     * lines.
     */
    private static String utf8(String line) {
        return new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** Replaces the file with one that holds only the valid cookies. */
    void rewrite(MemoryCookieStore memory) throws IOException {
        Path absolute = path.toAbsolutePath();
        Path fresh = absolute.resolveSibling(absolute.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, ownerOnly(fresh));
        cookies = 0;
        ahead = clock.ahead();
        try (OutputStream out = Channels.newOutputStream(FileChannel.open(fresh, StandardOpenOption.WRITE));
                var buffered = new BufferedOutputStream(out)) {
            IOException[] failure = {null};
            memory.forEach((digest, cookie) -> {
                try {
                    buffered.write(encoded(new CookieLine(digest, cookie)));
                    cookies++;
                } catch (IOException e) {
                    failure[0] = e;
                }
            });
            if (failure[0] != null) {
                throw failure[0];
            }
        }
        close();
        Files.move(fresh, absolute, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        channel = FileChannel.open(absolute, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        lines = cookies;
    }

    /**
     * Returns the attributes of a file that only its owner can read. The file holds no cookie values, but it shows who
     * has authenticated.
     */
    private static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(EnumSet.copyOf(PosixFilePermissions.fromString("rw-------")))
                }
                : new FileAttribute<?>[0];
    }

    void append(CookieLine line) throws IOException {
        FileChannel open = channel;
        if (open == null) {
            throw new IOException("the file is closed");
        }
        ByteBuffer bytes = ByteBuffer.wrap(encoded(line));
        while (bytes.hasRemaining()) {
            open.write(bytes);
        }
        lines++;
    }

    private byte[] encoded(CookieLine line) {
        try {
            return line.shifted(ahead).encode();
        } catch (NotExpressible e) {
            LOG.warn(
                    "{}: an identity that JSON cannot express ({}) is forgotten when the router ends",
                    path,
                    e.getMessage());
            return CookieLine.deleted(line.digest());
        }
    }

    /** Forces appended lines to the disk, and rewrites the file if it has become long. */
    void endBatch(MemoryCookieStore memory) throws IOException {
        FileChannel open = channel;
        if (open != null) {
            open.force(false);
        }
        if (lines > 2 * cookies + SUPERFLUOUS_LINES || hasJumped()) {
            rewrite(memory);
        }
    }

    /**
     * Checks whether the machine's clock was changed. If so, the expiry times in the file are wrong, even for cookies
     * that have not changed.
     */
    private boolean hasJumped() {
        return clock.ahead().minus(ahead).abs().compareTo(CORRECTION) > 0;
    }

    void close() {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LOG.debug("{} cannot be closed", path, e);
            }
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
