package io.aerostat.command.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes files that may hold secrets, each in one step: a reader sees the old file or the new one. */
public final class WholeFile {
    private static final boolean IS_POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private WholeFile() {}

    /** Creates a file that nobody but its owner can read at any time; fails if the file exists. */
    public static void create(Path file, String text) throws IOException {
        FileAttribute<?>[] attributes = IS_POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try (FileChannel channel =
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true); // Otherwise, the file could be empty after a power failure.
        }
    }

    /**
     * Replaces a file, and keeps its owner, group and mode. Replaces the target of a symbolic link and keeps the link.
     * Creates a missing file as {@link #create} does.
     */
    public static void replace(Path file, String text) throws IOException {
        replace(file, text, file);
    }

    /**
     * Replaces or creates a file as {@link #replace(Path, String)} does.
     *
     * @param model the file whose owner, group and mode a new file gets
     */
    public static void replace(Path file, String text, Path model) throws IOException {
        Path target = Files.isSymbolicLink(file) ? target(file) : file;
        Path written = target.resolveSibling(
                "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            create(written, text);
            if (Files.exists(target)) {
                keep(target, written);
            } else if (Files.exists(model)) {
                keep(model, written);
            }
            Files.move(written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    /** Returns the target of a symbolic link; the target may be missing. */
    private static Path target(Path link) throws IOException {
        if (Files.exists(link)) {
            return link.toRealPath();
        }
        Path target = link.resolveSibling(Files.readSymbolicLink(link));
        if (Files.isSymbolicLink(target)) {
            throw new IOException("found a symbolic link to a link that leads nowhere (expected a link to a file)");
        }
        return target;
    }

    private static void keep(Path model, Path written) throws IOException {
        @Nullable PosixFileAttributeView from = Files.getFileAttributeView(model, PosixFileAttributeView.class);
        @Nullable PosixFileAttributeView to = Files.getFileAttributeView(written, PosixFileAttributeView.class);
        if (from == null || to == null) {
            return;
        }
        PosixFileAttributes wanted = from.readAttributes();
        PosixFileAttributes made = to.readAttributes();
        if (!made.owner().equals(wanted.owner())) {
            to.setOwner(wanted.owner());
        }
        if (!made.group().equals(wanted.group())) {
            to.setGroup(wanted.group());
        }
        // The mode is set last, because a change of the owner would clear some of its bits.
        to.setPermissions(wanted.permissions());
    }
}
