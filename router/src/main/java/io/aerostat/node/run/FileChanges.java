package io.aerostat.node.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Detects changes of a file by polling, which also detects swapped symbolic links, as Kubernetes uses for a ConfigMap,
 * and changes on network drives. A change counts only when the file is the same in two polls, so that a file that is
 * being written is left alone. Confined to one thread.
 */
final class FileChanges {
    private final Path file;
    private String known;
    private String last;

    FileChanges(Path file) {
        this.file = file;
        this.known = state();
        this.last = known;
    }

    /** Polls the file; returns whether it has changed since the last change that this method reported. */
    boolean look() {
        String now = state();
        boolean isSettled = now.equals(last);
        last = now;
        if (!isSettled || now.equals(known)) {
            return false;
        }
        known = now;
        return true;
    }

    private String state() {
        try {
            Path real = file.toRealPath();
            return Files.getLastModifiedTime(real) + " " + Files.size(real) + " " + Files.getAttribute(real, "unix:ino")
                    + " " + real;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return "unreadable";
        }
    }
}
