package io.aerostat.node.config.grammar.transport;

import static io.aerostat.node.config.type.Types.bytesAtLeast;
import static io.aerostat.node.config.type.Types.integer;
import static io.aerostat.node.config.type.Types.list;
import static io.aerostat.node.config.type.Types.text;
import static io.aerostat.node.config.type.Types.words;

import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.field.Values;
import io.aerostat.node.config.grammar.value.FileTypes;
import io.aerostat.node.config.located.LocatedObject;
import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.node.config.reading.ValueType;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.Upload;
import io.aerostat.router.listener.option.UploadFields;
import io.aerostat.router.listener.option.UploadOptions;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The keys of the service that receives files in chunks. */
final class UploadGrammar {
    private static final ValueType<String> FIELD_NAME = words("the name of a form field");

    private static final Field<Path> DIRECTORY = Field.required(
            "directory", FileTypes.PATH, "The folder of complete files, relative to this file; created if missing.");
    private static final Field<Optional<Path>> TEMPORARY = Field.optional(
            "temp_directory",
            FileTypes.PATH,
            "The folder of unfinished files, on the same file system. The default is `.uploads` in `directory`.");

    private static final Field<Optional<String>> FILE_ID = Field.optional(
            "file_id",
            FIELD_NAME,
            "The field with an identifier of the file. Without this key, the name identifies the file.");
    private static final Field<String> FILE_NAME = name("file_name", "the name of the file");
    private static final Field<String> MIME_TYPE =
            name("mime_type", "the MIME type of the file, which the service ignores");
    private static final Field<String> TOTAL_SIZE = name("total_size", "the size of the file in bytes");
    private static final Field<String> CHUNK_NUMBER =
            name("chunk_number", "the number of the chunk; the first one has the number 1");
    private static final Field<String> CHUNK_SIZE =
            name("chunk_size", "the size of every chunk except the last one, in bytes");
    private static final Field<String> TOTAL_CHUNKS = name("total_chunks", "the number of chunks");
    private static final Field<String> CONTENT = name("content", "the bytes of the chunk");
    private static final Field<Optional<String>> ON_PROGRESS = Field.optional(
            "on_progress",
            FIELD_NAME,
            "The field with the topic of the progress events; without this field, no events are published.");
    private static final Field<Optional<String>> SESSION = Field.optional(
            "session", FIELD_NAME, "The field with the id of the only session that receives the events.");
    private static final Field<Optional<String>> CHUNK_EXTRA =
            Field.optional("chunk_extra", FIELD_NAME, "The field with a JSON value that all events contain.");
    private static final Field<Optional<String>> FINISH_EXTRA =
            Field.optional("finish_extra", FIELD_NAME, "The field with a JSON value that the last event contains.");

    private static final Field<UploadFields> FIELDS = Field.required(
            "form_fields",
            ObjectType.named("upload form", "The names of the form fields in which pages describe a chunk.")
                    .fields(
                            FILE_ID,
                            FILE_NAME,
                            MIME_TYPE,
                            TOTAL_SIZE,
                            CHUNK_NUMBER,
                            CHUNK_SIZE,
                            TOTAL_CHUNKS,
                            CONTENT,
                            ON_PROGRESS,
                            SESSION,
                            CHUNK_EXTRA,
                            FINISH_EXTRA)
                    .into(UploadGrammar::fields),
            "The names of the form fields.");

    private static final Field<Long> MAX_FILE_SIZE =
            Field.withDefault("max_file_size", bytesAtLeast(0), "10485760", "The largest size of a file, in bytes.");
    private static final Field<List<String>> FILE_TYPES = Field.withDefault(
            "file_types",
            list(text("\\.[^/]+", "an extension such as \".txt\"")),
            "[]",
            "The extensions that files may have; by default, files may have any extension.");
    private static final Field<Optional<Set<PosixFilePermission>>> PERMISSIONS = Field.optional(
            "file_permissions",
            text("0?[0-7]{3}", "an octal number such as \"0644\"").map(UploadGrammar::permissions),
            "The permissions of complete files.");
    private static final Field<Integer> MAX_CHUNK_SIZE = Field.withDefault(
            "max_chunk_size",
            integer(1, 1 << 30),
            "16777216",
            "The largest size of a chunk, in bytes. The last chunk of resumable.js is up to twice as large as its "
                    + "other chunks.");
    private static final Field<Integer> MAX_UNFINISHED = Field.withDefault(
            "max_unfinished",
            integer(1, 100_000),
            "100",
            "The largest number of unfinished files; further files are refused with 503.");
    private static final Field<Duration> UNFINISHED_TIMEOUT = Field.withDefault(
            "unfinished_timeout",
            integer(1, 31_536_000).map(Duration::ofSeconds),
            "86400",
            "Seconds without a new chunk after which an unfinished file is removed.");
    private static final Field<Duration> CHUNK_TIMEOUT = Field.withDefault(
            "chunk_timeout",
            integer(1, 86_400).map(Duration::ofSeconds),
            "300",
            "Seconds that a chunk may take to arrive; after that, the status is 408.");

    private static final Field<UploadOptions> OPTIONS = Field.withDefault(
            "options",
            ObjectType.named("upload options", "Limits of the files.")
                    .fields(
                            MAX_FILE_SIZE,
                            FILE_TYPES,
                            PERMISSIONS,
                            MAX_CHUNK_SIZE,
                            MAX_UNFINISHED,
                            UNFINISHED_TIMEOUT,
                            CHUNK_TIMEOUT,
                            Field.withoutEffect("debug", "see --loglevel"))
                    .into(values -> new UploadOptions(
                            values.get(MAX_FILE_SIZE),
                            values.get(FILE_TYPES),
                            values.get(PERMISSIONS),
                            values.get(MAX_CHUNK_SIZE),
                            values.get(MAX_UNFINISHED),
                            values.get(UNFINISHED_TIMEOUT),
                            values.get(CHUNK_TIMEOUT))),
            "{}",
            "Limits of the files.");

    static final ObjectType<PathService> SERVICE = BridgeGrammar.bridge("upload", "Receives files in chunks.")
            .fields(DIRECTORY, TEMPORARY, FIELDS, OPTIONS)
            .check(UploadGrammar::twoFolders)
            .into(values -> {
                Path directory = values.get(DIRECTORY);
                return new Upload(
                        values.get(BridgeGrammar.REALM),
                        BridgeGrammar.access(values, Optional.empty()),
                        directory,
                        values.get(TEMPORARY).orElseGet(() -> Upload.temporaryOf(directory)),
                        values.get(FIELDS),
                        values.get(OPTIONS));
            });

    private UploadGrammar() {}

    private static boolean twoFolders(LocatedObject service, Reading reading) {
        Optional<LocatedValue> temporary = service.member("temp_directory");
        Optional<String> unfinished = temporary.flatMap(LocatedValue::text);
        Optional<String> complete = service.member("directory").flatMap(LocatedValue::text);
        if (unfinished.isEmpty()
                || complete.isEmpty()
                || !Upload.isSame(reading.resolve(complete.get()), reading.resolve(unfinished.get()))) {
            return true;
        }
        reading.member("temp_directory")
                .problem(
                        temporary.orElseThrow().at(),
                        "found \"" + unfinished.get() + "\", which is also \"directory\" (expected another folder)");
        return false;
    }

    private static Field<String> name(String key, String content) {
        return Field.required(key, FIELD_NAME, "The field with " + content + ".");
    }

    private static UploadFields fields(Values values) {
        return new UploadFields(
                values.get(FILE_ID),
                values.get(FILE_NAME),
                values.get(MIME_TYPE),
                values.get(TOTAL_SIZE),
                values.get(CHUNK_NUMBER),
                values.get(CHUNK_SIZE),
                values.get(TOTAL_CHUNKS),
                values.get(CONTENT),
                values.get(ON_PROGRESS),
                values.get(SESSION),
                values.get(CHUNK_EXTRA),
                values.get(FINISH_EXTRA));
    }

    private static Set<PosixFilePermission> permissions(String octal) {
        int bits = Integer.parseInt(octal, 8);
        Set<PosixFilePermission> granted = EnumSet.noneOf(PosixFilePermission.class);
        // The constants are in the order of the bits, from the highest one.
        PosixFilePermission[] all = PosixFilePermission.values();
        for (int i = 0; i < all.length; i++) {
            if ((bits >> all.length - 1 - i & 1) == 1) {
                granted.add(all[i]);
            }
        }
        return granted;
    }
}
