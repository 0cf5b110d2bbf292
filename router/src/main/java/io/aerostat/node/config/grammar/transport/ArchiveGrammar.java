package io.aerostat.node.config.grammar.transport;

import static io.aerostat.node.config.type.Types.bool;
import static io.aerostat.node.config.type.Types.list;
import static io.aerostat.node.config.type.Types.text;
import static io.aerostat.node.config.type.Types.word;
import static io.aerostat.node.config.type.Types.words;

import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.grammar.value.FileTypes;
import io.aerostat.node.config.grammar.value.Names;
import io.aerostat.node.config.located.LocatedBoolean;
import io.aerostat.node.config.located.LocatedObject;
import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.router.listener.ArchivedFiles;
import io.aerostat.router.listener.PathService;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipFile;

/** The keys of the service that sends the files of a ZIP archive. */
final class ArchiveGrammar {
    private static final Field<Path> ARCHIVE =
            Field.required("archive", FileTypes.PATH, "The ZIP archive, relative to this file.");
    private static final Field<Optional<URI>> ORIGIN = Field.optional(
            "origin",
            words("an http or https URL").checked((url, at) -> {
                try {
                    URI uri = new URI(url);
                    if (uri.getHost() != null && url.matches("https?:.*")) {
                        return Optional.of(uri);
                    }
                } catch (URISyntaxException malformed) {
                    // The problem is reported below.
                }
                at.problem("found \"" + url + "\" (expected an http or https URL)");
                return Optional.empty();
            }),
            "The URL of the archive, for `download`.");
    private static final Field<Boolean> DOWNLOAD = Field.withDefault(
            "download",
            bool(),
            "false",
            "Whether the archive is downloaded from `origin` if it does not exist. Until the download is complete, "
                    + "requests get 503.");
    private static final Field<Boolean> CACHE =
            Field.withDefault("cache", bool(), "false", "Whether browsers may cache the files for 12 hours.");
    private static final Field<Optional<String>> DEFAULT_OBJECT = Field.optional(
            "default_object", words("the name of a file"), "The file that is sent for the path of the service itself.");
    private static final Field<String> PREFIX =
            Field.withDefault("object_prefix", text(), "\"\"", "The folder in the archive that has the files.");
    private static final Field<List<String>> HASHES = Field.withDefault(
            "hashes",
            list(text("[0-9a-fA-F]{64}", "a SHA-256 fingerprint of 64 hexadecimal digits")),
            "[]",
            "SHA-256 fingerprints; the archive must have one of them. Without fingerprints, the archive is not "
                    + "checked.");
    private static final Field<Optional<String>> DEFAULT_FILE = Field.optional(
            "default_file",
            words("the name of a file"),
            "The file that is sent if the archive has no file for the path.");

    private static final Field<Optional<String>> OPTIONS = Field.withDefault(
            "options",
            ObjectType.named("archive options", "Options of an archive.")
                    .fields(DEFAULT_FILE)
                    .into(values -> values.get(DEFAULT_FILE)),
            "{}",
            "Options of the service.");

    static final ObjectType<PathService> SERVICE = ObjectType.named("archive service", "The files in a ZIP archive.")
            .fields(
                    Field.required("type", word("archive"), "The kind of service."),
                    Names.id("service"),
                    ARCHIVE,
                    ORIGIN,
                    DOWNLOAD,
                    CACHE,
                    DEFAULT_OBJECT,
                    PREFIX,
                    PathServiceGrammar.MIME_TYPES,
                    HASHES,
                    OPTIONS)
            .check(ArchiveGrammar::isObtainable)
            .into(values -> new ArchivedFiles(
                    values.get(ARCHIVE),
                    values.get(DOWNLOAD) ? values.get(ORIGIN) : Optional.empty(),
                    values.get(HASHES).stream()
                            .map(hash -> hash.toLowerCase(Locale.ROOT))
                            .toList(),
                    values.get(PREFIX),
                    values.get(DEFAULT_OBJECT),
                    values.get(OPTIONS),
                    Map.copyOf(values.get(PathServiceGrammar.MIME_TYPES)),
                    values.get(CACHE)));

    private ArchiveGrammar() {}

    /** Checks that the archive exists and is a ZIP archive, or that it can be downloaded. */
    private static boolean isObtainable(LocatedObject service, Reading reading) {
        Optional<LocatedValue> archive = service.member("archive");
        Optional<String> name = archive.flatMap(LocatedValue::text);
        if (name.isEmpty()) {
            return true;
        }
        Path file = reading.resolve(name.get());
        if (Files.isRegularFile(file) && Files.isReadable(file)) {
            return isArchive(file, name.get(), archive.orElseThrow(), reading);
        }
        boolean downloads = service.member("download")
                .map(value -> value instanceof LocatedBoolean flag && flag.value())
                .orElse(false);
        if (downloads && service.member("origin").isPresent() && !Files.exists(file)) {
            return true;
        }
        reading.member("archive")
                .problem(
                        archive.orElseThrow().at(),
                        "found \"" + name.get() + "\" (expected a ZIP archive, or \"origin\" and \"download\"; " + file
                                + " " + FileTypes.whatIsThere(file) + ")");
        return false;
    }

    private static boolean isArchive(Path file, String name, LocatedValue archive, Reading reading) {
        try {
            new ZipFile(file.toFile()).close();
            return true;
        } catch (IOException e) {
            reading.member("archive")
                    .problem(
                            archive.at(),
                            "found \"" + name + "\" (expected a ZIP archive; " + file
                                    + " is no ZIP archive that can be read)");
            return false;
        }
    }
}
