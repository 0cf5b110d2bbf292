package io.aerostat.router.web.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Decides which existing files of a folder are not served. Immutable; reads the disk. */
public final class ConcealedFiles {
    /**
     * The folder for files with well-known names (RFC 8615), such as those that prove ownership to certificate
     * authorities.
     */
    private static final String WELL_KNOWN = ".well-known";

    /** The suffixes of copies that editors and this program make. */
    private static final List<String> COPIES = List.of("", "~", ".bak", ".old", ".orig", ".new", ".lock");

    private final boolean hiddenAreServed;
    private final Supplier<Set<Path>> privateFiles;

    public ConcealedFiles(boolean hiddenAreServed, Supplier<Set<Path>> privateFiles) {
        this.hiddenAreServed = hiddenAreServed;
        this.privateFiles = privateFiles;
    }

    /** Checks whether files and folders with this name are concealed in every folder. */
    public boolean isHidden(String name) {
        return name.startsWith(".") && !name.equals(WELL_KNOWN) && !hiddenAreServed;
    }

    /**
     * Checks whether a file may contain secrets.
     *
     * @param file a path without symbolic links
     */
    public boolean isPrivate(Path file) throws IOException {
        for (Path secret : privateFiles.get()) {
            // Resolve the path every time, because links to secrets may be replaced while the router runs.
            Path real = Files.exists(secret) ? secret.toRealPath() : secret;
            if (isCopy(file, real) || isCopy(file, secret)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCopy(Path file, Path original) {
        Path folder = original.getParent();
        String name = String.valueOf(original.getFileName());
        return folder != null
                && COPIES.stream()
                        .anyMatch(suffix -> folder.resolve(name + suffix).equals(file));
    }
}
