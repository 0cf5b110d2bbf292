package io.aerostat.router.web.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Decides which files of a folder are not served although they are there. Immutable; touches the disk. */
public final class ConcealedFiles {
    /** The folder for certificates and the like (RFC 8615), which other people's programs request. */
    private static final String WELL_KNOWN = ".well-known";

    /** The suffixes that editors and this program give to the copy of a file. */
    private static final List<String> COPIES = List.of("", "~", ".bak", ".old", ".orig", ".new", ".lock");

    private final boolean hiddenAreServed;
    private final Supplier<Set<Path>> privateFiles;

    public ConcealedFiles(boolean hiddenAreServed, Supplier<Set<Path>> privateFiles) {
        this.hiddenAreServed = hiddenAreServed;
        this.privateFiles = privateFiles;
    }

    /** Checks whether a file or folder of this name is concealed, in whatever folder it is. */
    public boolean isHidden(String name) {
        return name.startsWith(".") && !name.equals(WELL_KNOWN) && !hiddenAreServed;
    }

    /**
     * Checks whether a file may hold secrets.
     *
     * @param file without symbolic links
     */
    public boolean isPrivate(Path file) throws IOException {
        for (Path secret : privateFiles.get()) {
            // Resolved each time, because links to secrets are replaced while the router runs.
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
