package io.aerostat.router.cookie;

import io.aerostat.router.time.RouterClock;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cookies in a file, which survive a restart of the router. The cookies in memory are authoritative. A thread of the
 * store writes changed cookies. The thread writes the state that a cookie has at the time of writing, so there are
 * never more pending writes than cookies. Only one router at a time may use a file.
 */
public final class FileCookieStore implements CookieStore {
    private static final Logger LOG = LoggerFactory.getLogger(FileCookieStore.class);

    private static final long CLOSE_SECONDS = 5;

    private final MemoryCookieStore memory;
    private final CookieFile file;
    private final FileChannel lock;
    private final int capacity;
    /** The digests of cookies whose current state is not in the file yet. */
    private final Set<String> changed = ConcurrentHashMap.newKeySet();

    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final ThreadPoolExecutor writer;

    private FileCookieStore(MemoryCookieStore memory, CookieFile file, FileChannel lock, int capacity) {
        this.memory = memory;
        this.file = file;
        this.lock = lock;
        this.capacity = capacity;
        this.writer = new ThreadPoolExecutor(
                1,
                1,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), // holds at most one task
                new DefaultThreadFactory("router-cookies", true));
        writer.allowCoreThreadTimeOut(true);
    }

    /**
     * Opens a store. Blocks while the file is read.
     *
     * @param file the file; if it does not exist, it is created so that only its owner can read it
     * @param maxAge how long a cookie is valid after it was issued
     * @param capacity the limit for cookies with an identity; the same limit applies separately to cookies without one
     * @param purge whether to delete the cookies in the file first
     * @throws IOException if the file cannot be read or written, or another router uses it
     */
    public static FileCookieStore open(Path file, Duration maxAge, int capacity, boolean purge) throws IOException {
        return open(file, maxAge, capacity, purge, RouterClock.system());
    }

    static FileCookieStore open(Path path, Duration maxAge, int capacity, boolean purge, RouterClock clock)
            throws IOException {
        MemoryCookieStore memory = new MemoryCookieStore(maxAge, capacity, clock);
        CookieFile file = new CookieFile(path, clock);
        FileChannel lock = lock(path);
        try {
            if (!purge) {
                file.read(memory);
            }
            file.rewrite(memory);
            return new FileCookieStore(memory, file, lock, capacity);
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    /** Locks a second file beside the cookie file, because the cookie file itself is replaced from time to time. */
    private static FileChannel lock(Path path) throws IOException {
        Path absolute = path.toAbsolutePath();
        Path folder = absolute.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path file = absolute.resolveSibling(absolute.getFileName() + ".lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // This process already holds the lock. Fail as if another process held it.
        }
        channel.close();
        throw new IOException("another router uses it");
    }

    @Override
    public boolean isKnown(String value) {
        return memory.isKnown(value);
    }

    @Override
    public void issue(String value) {
        memory.issue(value);
        // If too many changes wait for a slow disk, this change is not written to the file.
        if (changed.size() < capacity) {
            changed(value);
        }
    }

    @Override
    public Optional<CookieIdentity> identity(String value) {
        return memory.identity(value);
    }

    @Override
    public void authenticate(String value, CookieIdentity identity) {
        memory.authenticate(value, identity);
        changed(value);
    }

    @Override
    public void revoke(String value) {
        memory.revoke(value);
        changed(value);
    }

    private void changed(String value) {
        changed.add(CookieDigest.of(value));
        if (!writer.isShutdown() && scheduled.compareAndSet(false, true)) {
            writer.execute(this::write);
        }
    }

    private void write() {
        scheduled.set(false);
        for (String digest : changed) {
            changed.remove(digest); // remove the digest before reading the cookie: a later change then adds it again
            try {
                file.append(new CookieLine(digest, memory.find(digest)));
            } catch (IOException e) {
                changed.add(digest); // retry with the next change of any cookie, or at the end
                LOG.atError().setCause(e).log("cookies cannot be written to {}", file);
                return;
            }
        }
        try {
            file.endBatch(memory);
        } catch (IOException e) {
            LOG.atError().setCause(e).log("cookies cannot be written to {}", file);
        }
    }

    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("cookies are not written to {} within {} s", file, CLOSE_SECONDS);
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        write();
        file.close();
        try {
            lock.close();
        } catch (IOException e) {
            LOG.debug("the lock of {} cannot be released", file, e);
        }
    }
}
