package io.aerostat.node.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Notices that a file has changed, by looking at it again and again: so symbolic links that are swapped, as Kubernetes
 * does for a ConfigMap, and files on network drives are seen too. A change counts when the file has stayed the same
 * since the last look, so a file that is being written is left alone. Confined to one thread.
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

    /** Looks at the file; returns whether it has changed since the last change that this method told of. */
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
