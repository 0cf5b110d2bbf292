package io.aerostat.router.listener.option;

import java.util.Optional;

/**
 * The names of the form fields in which a page describes each chunk of a file (docs/web-services.md#uploads).
 *
 * @param fileId the field with an identifier of the file; empty if the name identifies the file
 * @param fileName the field with the name of the file
 * @param mimeType the field with the MIME type of the file
 * @param totalSize the field with the size of the file in bytes
 * @param chunkNumber the field with the number of the chunk; the first chunk has the number 1
 * @param chunkSize the field with the size of every chunk except the last one
 * @param totalChunks the field with the number of chunks
 * @param content the field with the bytes of the chunk
 * @param onProgress the field with the topic of the progress events; empty if there are none
 * @param session the field with the id of the session that receives the events; empty if every session may receive them
 * @param chunkExtra the field with a JSON object for all events; empty if there is none
 * @param finishExtra the field with a JSON object for the last event; empty if there is none
 */
public record UploadFields(
        Optional<String> fileId,
        String fileName,
        String mimeType,
        String totalSize,
        String chunkNumber,
        String chunkSize,
        String totalChunks,
        String content,
        Optional<String> onProgress,
        Optional<String> session,
        Optional<String> chunkExtra,
        Optional<String> finishExtra) {

    /** The names that resumable.js uses, without fields for events. */
    public static final UploadFields RESUMABLE_JS = new UploadFields(
            Optional.empty(),
            "resumableFilename",
            "resumableType",
            "resumableTotalSize",
            "resumableChunkNumber",
            "resumableChunkSize",
            "resumableTotalChunks",
            "file",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** Returns a copy with the name of the field for the topic of the events. */
    public UploadFields withProgress(String field) {
        return new UploadFields(
                fileId,
                fileName,
                mimeType,
                totalSize,
                chunkNumber,
                chunkSize,
                totalChunks,
                content,
                Optional.of(field),
                session,
                chunkExtra,
                finishExtra);
    }
}
