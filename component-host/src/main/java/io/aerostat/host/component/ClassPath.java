package io.aerostat.host.component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * The class path of components: jars, folders of classes, and globs such as {@code lib/*.jar}; {@code lib/*} means all
 * jars, as for {@code java -cp}. Each start of a component resolves the class path again, so that a jar that was
 * missing before is found.
 *
 * @param folder the absolute folder of relative entries
 * @param entries the entries, as the configuration has them
 */
public record ClassPath(Path folder, List<String> entries) {

    private static final Pattern GLOB = Pattern.compile("[*?\\[{]");

    public ClassPath {
        entries = List.copyOf(entries);
        if (!folder.isAbsolute()) {
            throw new IllegalArgumentException("folder: found " + folder + " (expected an absolute path)");
        }
    }

    /**
     * The state of a class path at one moment.
     *
     * @param files the files that exist, in order
     * @param missing the entries for which no file exists
     */
    public record Lookup(List<Path> files, List<String> missing) {

        public Lookup {
            files = List.copyOf(files);
            missing = List.copyOf(missing);
        }
    }

    /** Looks up the entries on the disk. */
    public Lookup lookup() {
        List<Path> files = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String entry : entries) {
            List<Path> found = GLOB.matcher(entry).find() ? glob(entry) : existing(folder.resolve(entry));
            files.addAll(found);
            if (found.isEmpty()) {
                missing.add(entry);
            }
        }
        return new Lookup(files, missing);
    }

    private static List<Path> existing(Path file) {
        return Files.exists(file) ? List.of(file.normalize()) : List.of();
    }

    private List<Path> glob(String entry) {
        String pattern = entry.equals("*") || entry.endsWith("/*") ? entry + ".jar" : entry;
        Path root = folder;
        List<String> segments = new ArrayList<>(List.of(pattern.split("/", -1)));
        if (pattern.startsWith("/")) {
            root = folder.getRoot();
            segments.remove(0);
        }
        while (!GLOB.matcher(segments.get(0)).find()) {
            root = root.resolve(segments.remove(0)).normalize();
        }
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        String rest = String.join("/", segments);
        PathMatcher matcher;
        try {
            matcher = FileSystems.getDefault().getPathMatcher("glob:" + rest);
        } catch (PatternSyntaxException none) {
            return List.of();
        }
        int depth = rest.contains("**") ? Integer.MAX_VALUE : segments.size();
        Path base = root;
        try (Stream<Path> files = Files.walk(base, depth)) {
            return files.filter(file -> matcher.matches(base.relativize(file)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
