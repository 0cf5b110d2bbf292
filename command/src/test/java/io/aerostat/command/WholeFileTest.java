package io.aerostat.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.command.file.WholeFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests how the commands write files. */
class WholeFileTest {
    @TempDir
    private Path folder;

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void aNewFileIsPrivate() throws IOException {
        Path file = folder.resolve("new");

        WholeFile.replace(file, "text");

        assertThat(file).hasContent("text");
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThatThrownBy(() -> WholeFile.create(file, "other")).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void aReplacedFileKeepsItsMode() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        WholeFile.replace(file, "new");

        assertThat(file).hasContent("new");
        assertThat(mode(file)).isEqualTo("rw-r--r--");
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void aReplacedFileKeepsItsOwnerAndGroup() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");
        if (System.getProperty("user.name").equals("root")) { // Only root can give files away.
            Files.setAttribute(file, "unix:uid", 12_345);
            Files.setAttribute(file, "unix:gid", 12_346);
        }
        PosixFileAttributes before = Files.readAttributes(file, PosixFileAttributes.class);
        Path copy = folder.resolve("copy");

        WholeFile.replace(file, "new");
        WholeFile.replace(copy, "copy", file);

        for (Path written : new Path[] {file, copy}) {
            PosixFileAttributes attributes = Files.readAttributes(written, PosixFileAttributes.class);
            assertThat(attributes.owner()).isEqualTo(before.owner());
            assertThat(attributes.group()).isEqualTo(before.group());
        }
    }

    @Test
    void aSymbolicLinkStaysALink() throws IOException {
        Path target = Files.createDirectory(folder.resolve("elsewhere")).resolve("file");
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("elsewhere", "file"));

        WholeFile.replace(link, "first");
        WholeFile.replace(link, "second");

        assertThat(link).isSymbolicLink();
        assertThat(target).hasContent("second").isRegularFile();
    }
}
