package io.aerostat.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The files of the repository that people write and read: sources, scripts, configurations and pages. Immutable. */
final class Repository {
    private static final Set<String> GENERATED =
            Set.of(".git", "target", "node_modules", ".venv", ".routers", ".clients", ".nats", "vendor", "__pycache__");
    /** The folder into which the build copies the libraries of the admin page. */
    private static final Path LIBRARIES_OF_THE_PAGE = Path.of("web", "page", "shared");

    private static final Set<String> WRITTEN =
            Set.of("java", "md", "sh", "py", "js", "mjs", "xml", "yml", "json", "tsv", "css", "html");

    private final Path root;
    private final Map<Path, List<String>> files = new LinkedHashMap<>();

    Repository(Path root) {
        this.root = root.toAbsolutePath().normalize();
        try {
            Files.walkFileTree(this.root, new Reader());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the lines of each file, by its absolute path. */
    Map<Path, List<String>> files() {
        return files;
    }

    /** Returns the lines of all files with this extension. */
    Map<Path, List<String>> files(String extension) {
        Map<Path, List<String>> some = new LinkedHashMap<>(files);
        some.keySet().removeIf(file -> !extension.equals(extension(file)));
        return some;
    }

    Path resolve(String path) {
        return root.resolve(path);
    }

    /** Returns the path of a file, relative to the project's folder. */
    String name(Path file) {
        return root.relativize(file).toString();
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private final class Reader extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean generated = GENERATED.contains(folder.getFileName().toString())
                    || root.relativize(folder).equals(LIBRARIES_OF_THE_PAGE);
            return generated ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (WRITTEN.contains(extension(file))) {
                files.put(
                        file,
                        new String(Files.readAllBytes(file), UTF_8).lines().toList());
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
