package io.aerostat.node.command.file;

import io.aerostat.command.file.WholeFile;
import io.aerostat.command.line.CommandFailure;
import io.aerostat.command.line.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A configuration file that a command reads, in either format. */
final class RewrittenFile {
    private static final long LARGEST = 16 * 1024 * 1024;

    private final Path path;
    private final FileFormat format;
    private final @Nullable Object value;

    private RewrittenFile(Path path, FileFormat format, @Nullable Object value) {
        this.path = path;
        this.format = format;
        this.value = value;
    }

    static RewrittenFile read(Path path) throws CommandFailure {
        if (Files.isDirectory(path)) {
            throw failure(path + ": found a folder (expected a configuration file)");
        }
        FileFormat format = FileFormat.of(path)
                .orElseThrow(() -> failure(path + ": found another ending (expected .json, .yaml or .yml)"));
        try {
            if (Files.size(path) > LARGEST) {
                throw failure(path + ": found more than 16 MiB (expected a configuration file)");
            }
            return new RewrittenFile(path, format, format.read(Files.readString(path, StandardCharsets.UTF_8)));
        } catch (NoSuchFileException e) {
            throw failure(path + ": there is no such file");
        } catch (IllegalArgumentException | IOException e) {
            throw failure(path + ": " + e.getMessage());
        }
    }

    Path path() {
        return path;
    }

    FileFormat format() {
        return format;
    }

    @Nullable
    Object value() {
        return value;
    }

    /** Writes a text in place of this file, or beside it; a new file gets the owner, group and mode of this file. */
    void write(Path file, String text) throws CommandFailure {
        try {
            WholeFile.replace(file, text, path);
        } catch (IOException e) {
            throw failure(file + ": the file cannot be written: " + e);
        }
    }

    static CommandFailure failure(String message) {
        return new CommandFailure(ExitCode.FAILED, message);
    }
}
