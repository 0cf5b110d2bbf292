package io.aerostat.host.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the {@code executable} of a guest: a path relative to its working directory, or a name on the PATH. */
public final class ExecutableSearch {

    private ExecutableSearch() {}

    /**
     * Looks for an executable file.
     *
     * @param executable a path or a name
     * @param workdir the folder to which a path is relative
     * @param searchPath the PATH variable of this process
     */
    public static Optional<Path> find(String executable, Path workdir, String searchPath) {
        boolean isName = !executable.contains("/") && !executable.contains(File.separator);
        Stream<String> folders = isName
                ? Stream.concat(Stream.of(""), Stream.of(searchPath.split(File.pathSeparator, -1)))
                : Stream.of("");
        try {
            return folders.map(folder ->
                            workdir.resolve(folder).resolve(executable).toAbsolutePath())
                    .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                    .findFirst();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
