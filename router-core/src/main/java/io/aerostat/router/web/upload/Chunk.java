package io.aerostat.router.web.upload;

import io.aerostat.router.listener.option.UploadFields;
import io.aerostat.router.listener.option.UploadOptions;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A chunk of a file, as the form fields of a request describe it. Immutable.
 *
 * @param id the identifier of the file, which events contain
 * @param name the name of the file, which is safe to use in a folder
 * @param totalSize the size of the file in bytes
 * @param number the number of this chunk; the first one has the number 1
 * @param chunkSize the size of every chunk except the last one, which may be up to twice as large
 * @param totalChunks the number of chunks
 */
record Chunk(String id, String name, long totalSize, int number, long chunkSize, int totalChunks) {
    /** The largest number of chunks of a file. */
    static final int MAX_CHUNKS = 100_000;

    private static final int MAX_NAME_BYTES = 255;
    private static final int MAX_ID = 1000;

    /** The fields of a request, by name. */
    interface Fields {
        Optional<String> get(String name) throws UploadRefused;
    }

    /** Reads the fields of a request, and checks them. */
    static Chunk read(Fields fields, UploadFields names, UploadOptions options) throws UploadRefused {
        String name = required(fields, names.fileName());
        checkName(name);
        checkType(name, options);
        long totalSize = number(fields, names.totalSize(), 0, Long.MAX_VALUE);
        if (totalSize > options.maxFileSize()) {
            throw new UploadRefused(
                    HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
                    "The file has " + totalSize + " bytes; at most " + options.maxFileSize() + " are accepted.");
        }
        int totalChunks = (int) number(fields, names.totalChunks(), 1, MAX_CHUNKS);
        Chunk chunk = new Chunk(
                names.fileId().isPresent() ? required(fields, names.fileId().get()) : name,
                name,
                totalSize,
                (int) number(fields, names.chunkNumber(), 1, totalChunks),
                number(fields, names.chunkSize(), 1, Long.MAX_VALUE / MAX_CHUNKS),
                totalChunks);
        if (chunk.id.length() > MAX_ID) {
            throw UploadRefused.bad("The identifier of the file is too long.");
        }
        if (chunk.sizeOf(totalChunks) < 0 || chunk.sizeOf(totalChunks) > 2 * chunk.chunkSize) {
            throw UploadRefused.bad("A file of " + totalSize + " bytes does not have " + totalChunks + " chunks of "
                    + chunk.chunkSize + " bytes.");
        }
        long largest = Math.max(chunk.sizeOf(1), chunk.sizeOf(totalChunks));
        if (largest > options.maxChunkSize()) {
            throw new UploadRefused(
                    HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
                    "A chunk of the file has " + largest + " bytes; at most " + options.maxChunkSize()
                            + " are accepted.");
        }
        return chunk;
    }

    private static String required(Fields fields, String name) throws UploadRefused {
        return fields.get(name).orElseThrow(() -> UploadRefused.bad("The field \"" + name + "\" is missing."));
    }

    private static long number(Fields fields, String name, long least, long most) throws UploadRefused {
        String text = required(fields, name);
        try {
            long number = Long.parseLong(text.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The statement below refuses a text that is not a number in the same way as a number out of range.
        }
        throw UploadRefused.bad("The field \"" + name + "\" must be an integer from " + least + " to " + most + ".");
    }

    /** Refuses a name that could lead out of the folder, or hide the file there. */
    private static void checkName(String name) throws UploadRefused {
        boolean isSafe = !name.isBlank()
                && name.getBytes(StandardCharsets.UTF_8).length <= MAX_NAME_BYTES
                && name.charAt(0) != '.'
                && name.codePoints().noneMatch(c -> c == '/' || c == '\\' || c == 0xFFFD || Character.isISOControl(c));
        if (!isSafe) {
            throw UploadRefused.bad(
                    "The name of the file must be a plain name without slashes, and must not begin with a dot.");
        }
    }

    private static void checkType(String name, UploadOptions options) throws UploadRefused {
        int dot = name.lastIndexOf('.');
        String extension = dot < 0 ? "" : name.substring(dot);
        if (!options.fileTypes().isEmpty() && !options.fileTypes().contains(extension)) {
            throw new UploadRefused(
                    HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE,
                    "Files of type \"" + extension + "\" are not accepted, only "
                            + String.join(", ", options.fileTypes()) + ".");
        }
    }

    /** Returns the position of this chunk in the file. */
    long position() {
        return (number - 1) * chunkSize;
    }

    /** Returns the number of bytes of this chunk. */
    long size() {
        return sizeOf(number);
    }

    private long sizeOf(int chunk) {
        return chunk < totalChunks ? chunkSize : totalSize - (totalChunks - 1) * chunkSize;
    }

    /** Returns how many bytes of the file have arrived with these chunks. */
    long bytesOf(int chunks, boolean withLast) {
        return withLast ? (chunks - 1) * chunkSize + sizeOf(totalChunks) : chunks * chunkSize;
    }

    /**
     * Returns the name of the folder in which the chunks of the file are collected. Chunks belong together if they have
     * the same owner and describe the same file.
     */
    String folder(String owner) {
        String file = owner + "\0" + id + "\0" + name + "\0" + totalSize + "\0" + chunkSize + "\0" + totalChunks;
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(file.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
