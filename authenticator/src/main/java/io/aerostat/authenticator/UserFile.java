package io.aerostat.authenticator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The users in a JSON file, which is read again when it changes. After an edit that makes the file invalid, the
 * previous users remain valid. Any thread; reading blocks.
 */
final class UserFile {

    private static final Logger log = LoggerFactory.getLogger(UserFile.class);

    /**
     * The properties by which a change of the file is noticed. An editor that replaces the file changes the file key.
     */
    private record Version(
            FileTime modified, long size, @Nullable Object key) {

        static Version of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Version(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        }
    }

    private final Path file;
    private Map<String, User> users;
    private @Nullable Version version;

    /**
     * Reads the file for the first time.
     *
     * @throws IOException if the file does not exist or cannot be read
     * @throws UserReader.BrokenFile if the file does not contain users
     */
    UserFile(Path file) throws IOException, UserReader.BrokenFile {
        this.file = file;
        this.version = Version.of(file);
        this.users = UserReader.read(file);
        log.atInfo()
                .addKeyValue("file", file)
                .addKeyValue("users", users.size())
                .log("users read");
    }

    /** Returns a user from the present content of the file. */
    synchronized Optional<User> user(String name) {
        refresh();
        return Optional.ofNullable(users.get(name));
    }

    private void refresh() {
        Version found = null;
        try {
            found = Version.of(file);
            if (found.equals(version)) {
                return;
            }
            users = UserReader.read(file);
            log.atInfo()
                    .addKeyValue("file", file)
                    .addKeyValue("users", users.size())
                    .log("users read again");
        } catch (IOException | UserReader.BrokenFile e) {
            if (found != null || version != null) {
                log.atWarn()
                        .addKeyValue("file", file)
                        .addKeyValue("cause", e instanceof IOException ? e.toString() : e.getMessage())
                        .log("users cannot be read, the previous ones stay");
            }
        }
        // The version of an invalid file is recorded as well, so that the problem is reported once and not at every
        // join.
        version = found;
    }
}
