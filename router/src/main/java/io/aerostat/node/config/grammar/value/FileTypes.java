package io.aerostat.node.config.grammar.value;

import static io.aerostat.node.config.type.Types.path;
import static io.aerostat.node.config.type.Types.words;

import io.aerostat.node.config.reading.ValueType;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;

/** Types of values that name files and folders, relative to the folder of the configuration file. */
public final class FileTypes {
    /** Any path, even one where nothing exists. */
    public static final ValueType<Path> PATH =
            path(words("a path")).checked((path, at) -> Optional.of(at.reading().resolve(path)));

    /**
     * The length in bytes of the longest path of a Unix domain socket that Java accepts: two bytes less than the size
     * of the system's {@code sun_path}.
     */
    public static final int MAX_SOCKET_PATH =
            System.getProperty("os.name", "").matches("(?i).*(mac|bsd).*") ? 102 : 106;

    /** A folder that exists and can be read. */
    public static final ValueType<Path> FOLDER =
            path(words("a readable folder")).checked(FileTypes::readableFolder);

    /**
     * A folder that can be read, or that does not exist yet. Until the folder exists, requests for its files get 404.
     */
    public static final ValueType<Path> FOLDER_TO_COME = path(words(FOLDER.expected()))
            .checked((path, at) -> {
                Path folder = at.reading().resolve(path);
                if (Files.exists(folder)) {
                    return readableFolder(path, at);
                }
                at.notice("found \"" + path + "\" (expected " + FOLDER.expected() + "; " + folder
                        + " does not exist, so every request is answered with 404 until it does)");
                return Optional.of(folder);
            });

    /** A folder that can be watched. The folder may be missing; then nothing in the folder changes. */
    public static final ValueType<Path> FOLDER_TO_WATCH = path(words(FOLDER.expected()))
            .checked((path, at) -> {
                Path folder = at.reading().resolve(path);
                if (Files.exists(folder)) {
                    return readableFolder(path, at);
                }
                at.notice("found \"" + path + "\" (expected " + FOLDER.expected() + "; " + folder
                        + " does not exist, so it is not watched)");
                return Optional.of(folder);
            });

    /** A PEM file with at least one certificate. */
    public static final ValueType<Path> CERTIFICATES =
            checkedFile("a PEM file with a certificate", Pem::checkCertificates);

    /** A PEM file with a private key. */
    public static final ValueType<Path> PRIVATE_KEY =
            keptPrivate(checkedFile("a PEM file with a private key", Pem::checkPrivateKey));

    /** Any path of a private file, even one that does not exist. */
    public static final ValueType<Path> PRIVATE_FILE = keptPrivate(PATH);

    private FileTypes() {}

    /** Returns the type of a file whose content is checked. */
    public static ValueType<Path> checkedFile(String expected, ContentCheck check) {
        return path(words(expected)).checked((path, at) -> {
            Path file = at.reading().resolve(path);
            try {
                check.check(Files.readAllBytes(file));
                return Optional.of(file);
            } catch (IOException | SecurityException unreadable) {
                at.problem(
                        "found \"" + path + "\" (expected " + expected + "; " + file + " " + whatIsThere(file) + ")");
            } catch (GeneralSecurityException | IllegalArgumentException wrong) {
                at.problem("found \"" + path + "\" (expected " + expected + "; " + wrong.getMessage() + ")");
            }
            return Optional.empty();
        });
    }

    /** Returns the type of the path of a Unix domain socket, which must not be too long. */
    public static ValueType<Path> socket(ValueType<String> written) {
        return path(written).checked((path, at) -> {
            Path socket = at.reading().resolve(path);
            int length = bytes(socket);
            if (length > MAX_SOCKET_PATH) {
                at.problem("found a path of " + length + " bytes (expected at most " + MAX_SOCKET_PATH
                        + " for a Unix domain socket; " + socket + ")");
                return Optional.empty();
            }
            return Optional.of(socket);
        });
    }

    /** Returns the number of bytes of this path as the operating system receives it. */
    private static int bytes(Path path) {
        return path.toString().getBytes(Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"))).length;
    }

    private static Optional<Path> readableFolder(String path, ValueType.Reporter at) {
        Path folder = at.reading().resolve(path);
        if (Files.isDirectory(folder) && Files.isReadable(folder) && Files.isExecutable(folder)) {
            return Optional.of(folder);
        }
        at.problem("found \"" + path + "\" (expected a readable folder; " + folder + " " + whatIsThere(folder) + ")");
        return Optional.empty();
    }

    private static ValueType<Path> keptPrivate(ValueType<Path> type) {
        return type.checked((file, at) -> {
            at.reading().keepPrivate(file);
            return Optional.of(file);
        });
    }

    /** Returns what is wrong with a path that cannot be used, such as {@code does not exist}. */
    public static String whatIsThere(Path path) {
        if (!Files.exists(path)) {
            return "does not exist";
        }
        return Files.isDirectory(path) && Files.isReadable(path) ? "is a folder" : unreadableOrFile(path);
    }

    private static String unreadableOrFile(Path path) {
        return Files.isReadable(path) && Files.isRegularFile(path) ? "is a file" : "cannot be read";
    }

    /** Checks the content of a file. The message of an exception says what was found and what was expected. */
    @FunctionalInterface
    public interface ContentCheck {
        /** Checks the content; may throw {@link IllegalArgumentException}, too. */
        void check(byte[] content) throws GeneralSecurityException;
    }
}
