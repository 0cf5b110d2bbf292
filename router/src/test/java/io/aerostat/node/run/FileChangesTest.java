package io.aerostat.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileChangesTest {
    @TempDir
    private Path folder = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("config.json"), "{}");
    }

    @Test
    void aFileThatStaysTheSameHasNotChanged() {
        FileChanges changes = new FileChanges(file);

        assertThat(changes.look()).isFalse();
        assertThat(changes.look()).isFalse();
    }

    @Test
    void aChangeIsReportedOnceTheFileHasSettled() throws IOException {
        FileChanges changes = new FileChanges(file);
        Files.writeString(file, "{\"half\":");
        assertThat(changes.look()).isFalse();
        Files.writeString(file, "{\"half\": \"more\"}");
        assertThat(changes.look()).isFalse();

        assertThat(changes.look()).isTrue();
        assertThat(changes.look()).isFalse();
    }

    @Test
    void aFileThatIsReplacedHasChangedEvenIfItIsAsLongAndAsOld() throws IOException {
        FileChanges changes = new FileChanges(file);
        Path other = Files.writeString(folder.resolve("other"), "[]");
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);

        assertThat(changes.look()).isFalse();
        assertThat(changes.look()).isTrue();
    }

    /**
     * In a ConfigMap, the file is a link into the link {@code ..data}. An update replaces {@code ..data} by a link to
     * another folder.
     */
    @Test
    void aLinkThatIsSwappedIsAChange() throws IOException {
        for (String version : new String[] {"v1", "v2"}) {
            Files.writeString(Files.createDirectory(folder.resolve(version)).resolve("c.json"), version);
        }
        Path data = Files.createSymbolicLink(folder.resolve("..data"), Path.of("v1"));
        Path link = Files.createSymbolicLink(folder.resolve("c.json"), Path.of("..data", "c.json"));
        FileChanges changes = new FileChanges(link);

        Path next = Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("v2"));
        Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);

        assertThat(changes.look()).isFalse();
        assertThat(changes.look()).isTrue();
    }

    @Test
    void aFileThatIsMissingForAMomentAndReturnsUnchangedChangesNothing() throws IOException {
        FileChanges changes = new FileChanges(file);
        Path aside = folder.resolve("aside");
        Files.move(file, aside);
        assertThat(changes.look()).isFalse();
        Files.move(aside, file);

        assertThat(changes.look()).isFalse();
        assertThat(changes.look()).isFalse();
    }
}
