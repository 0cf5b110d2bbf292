package io.aerostat.router.web.cgi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The script to which the path of a request leads.
 *
 * @param file the file, with all symbolic links resolved
 * @param depth the number of segments of the path that lead to the file; the script gets the other segments
 */
record Script(Path file, int depth) {
    /**
     * Looks for the first file along the path that the segments describe. A file outside the folder, or with a name
     * that begins with a dot, is not found. Blocks.
     */
    static Optional<Script> find(Path folder, List<String> segments) {
        try {
            Path root = folder.toRealPath();
            Path path = root;
            for (int i = 0; i < segments.size(); i++) {
                if (segments.get(i).startsWith(".")) {
                    return Optional.empty();
                }
                path = path.resolve(segments.get(i));
                if (!Files.exists(path) || !path.toRealPath().startsWith(root)) {
                    return Optional.empty();
                }
                if (Files.isRegularFile(path)) {
                    return Optional.of(new Script(path.toRealPath(), i + 1));
                }
            }
            return Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }
}
