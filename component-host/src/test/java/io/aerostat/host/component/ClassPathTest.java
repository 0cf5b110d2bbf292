package io.aerostat.host.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathTest {

    @TempDir
    Path folder;

    @BeforeEach
    void populate() throws IOException {
        Files.createDirectories(folder.resolve("lib/deep"));
        Files.createDirectories(folder.resolve("classes"));
        for (String name : List.of("lib/b.jar", "lib/a.jar", "lib/readme.txt", "lib/deep/c.jar")) {
            Files.createFile(folder.resolve(name));
        }
    }

    private List<String> lookup(String... entries) {
        return new ClassPath(folder, List.of(entries))
                .lookup().files().stream()
                        .map(file -> folder.relativize(file).toString())
                        .toList();
    }

    @Test
    void jarsAndFoldersKeepTheirOrder() {
        assertThat(lookup("lib/b.jar", "classes", "lib/../lib/a.jar"))
                .containsExactly("lib/b.jar", "classes", "lib/a.jar");
    }

    @Test
    void globsNameWhatIsThere() {
        assertThat(lookup("lib/*.jar")).containsExactly("lib/a.jar", "lib/b.jar");
        assertThat(lookup("lib/*")).containsExactly("lib/a.jar", "lib/b.jar");
        assertThat(lookup("lib/**.jar")).containsExactly("lib/a.jar", "lib/b.jar", "lib/deep/c.jar");
        assertThat(lookup("*/deep/[a-c].jar")).containsExactly("lib/deep/c.jar");
        assertThat(lookup(folder + "/lib/{a,b}.jar")).containsExactly("lib/a.jar", "lib/b.jar");
    }

    @Test
    void missingEntriesAreNamed() {
        ClassPath.Lookup lookup =
                new ClassPath(folder, List.of("lib/a.jar", "lib/gone.jar", "gone/*.jar", "classes/*")).lookup();
        assertThat(lookup.files()).hasSize(1);
        assertThat(lookup.missing()).containsExactly("lib/gone.jar", "gone/*.jar", "classes/*");
    }
}
