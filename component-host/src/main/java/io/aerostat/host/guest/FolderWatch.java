package io.aerostat.host.guest;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches folders. After a change in or below the folders, waits until no further change occurs for a while, and then
 * notifies the owner.
 */
public final class FolderWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(FolderWatch.class);

    private final WatchService service;
    private final GuestConfiguration.Watch watch;
    private final Runnable changed;

    private FolderWatch(WatchService service, GuestConfiguration.Watch watch, Runnable changed) {
        this.service = service;
        this.watch = watch;
        this.changed = changed;
    }

    /**
     * Begins to watch.
     *
     * @param worker the worker to which the folders belong
     * @param changed called on the thread of the watch
     * @throws IOException if a folder cannot be watched
     */
    public static FolderWatch start(String worker, GuestConfiguration.Watch watch, Runnable changed)
            throws IOException {
        WatchService service = FileSystems.getDefault().newWatchService();
        FolderWatch folderWatch = new FolderWatch(service, watch, changed);
        try {
            for (Path directory : watch.directories()) {
                folderWatch.register(directory);
            }
        } catch (IOException e) {
            service.close();
            throw e;
        }
        Thread thread = new Thread(folderWatch::run, worker + "-watch");
        thread.setDaemon(true);
        thread.start();
        return folderWatch;
    }

    @Override
    public void close() throws IOException {
        service.close();
    }

    private void run() {
        try {
            while (true) {
                take(service.take());
                WatchKey more = nextWithinQuiet();
                while (more != null) {
                    take(more);
                    more = nextWithinQuiet();
                }
                changed.run();
            }
        } catch (ClosedWatchServiceException e) {
            log.debug("watch closed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable WatchKey nextWithinQuiet() throws InterruptedException {
        return service.poll(watch.quiet().toNanos(), TimeUnit.NANOSECONDS);
    }

    private void take(WatchKey key) {
        for (WatchEvent<?> event : key.pollEvents()) {
            if (event.kind() == StandardWatchEventKinds.ENTRY_CREATE
                    && key.watchable() instanceof Path folder
                    && event.context() instanceof Path name) {
                try {
                    register(folder.resolve(name));
                } catch (IOException e) {
                    log.debug("new folder not watched", e);
                }
            }
        }
        if (!key.reset()) {
            log.debug("folder {} is gone", key.watchable());
        }
    }

    private void register(Path root) throws IOException {
        if (!Files.exists(root)) {
            throw new IOException("watch: found nothing at " + root + " (expected a folder)");
        }
        List<Path> folders;
        try (Stream<Path> tree = Files.walk(root)) {
            folders = tree.filter(Files::isDirectory).toList();
        }
        for (Path folder : folders) {
            WatchKey key = folder.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_DELETE,
                    StandardWatchEventKinds.ENTRY_MODIFY);
            log.trace("watching {}", key.watchable());
        }
    }
}
