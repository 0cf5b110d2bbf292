package io.aerostat.router.web.upload;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The form in the body of a request (RFC 7578). Small files stay in memory; larger ones are written to a folder. Used
 * by one thread at a time; blocks.
 */
final class MultipartForm implements AutoCloseable {
    private static final int MAX_FIELDS = 64;
    private static final int MAX_FIELD_BYTES = 16 * 1024;
    private static final int MAX_HEADER_BYTES = 16 * 1024;

    /** The prefix that Netty gives to the names of temporary files. */
    static final String PREFIX = "FUp_";

    private final HttpPostMultipartRequestDecoder decoder;

    /**
     * Begins to read a form.
     *
     * @param folder the folder of temporary files
     */
    MultipartForm(HttpRequest request, Path folder) throws UploadRefused {
        if (!isMultipart(request)) {
            throw new UploadRefused(
                    HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE, "The request must have the type multipart/form-data.");
        }
        Parts parts = new Parts();
        parts.setBaseDir(folder.toString());
        parts.setDeleteOnExit(false);
        try {
            decoder = new HttpPostMultipartRequestDecoder(
                    parts, request, StandardCharsets.UTF_8, MAX_FIELDS, MAX_HEADER_BYTES);
        } catch (DecoderException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw malformed();
        }
    }

    private static boolean isMultipart(HttpRequest request) throws UploadRefused {
        try {
            return HttpPostRequestDecoder.isMultipart(request);
        } catch (DecoderException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw malformed();
        }
    }

    /** Keeps fields in memory, and bounds their size. */
    private static final class Parts extends DefaultHttpDataFactory {
        Parts() {
            super(MINSIZE, StandardCharsets.UTF_8);
        }

        @Override
        public Attribute createAttribute(HttpRequest request, String name) {
            return bounded(super.createAttribute(request, name));
        }

        @Override
        public Attribute createAttribute(HttpRequest request, String name, long definedSize) {
            return bounded(super.createAttribute(request, name, Math.min(definedSize, MAX_FIELD_BYTES)));
        }

        private static Attribute bounded(Attribute attribute) {
            attribute.setMaxSize(MAX_FIELD_BYTES);
            return attribute;
        }
    }

    /**
     * Adds a piece of the body, and releases the piece.
     *
     * @throws IOException if the piece cannot be written
     */
    void add(ByteBuf piece) throws UploadRefused, IOException {
        try {
            decode(() -> decoder.offer(new DefaultHttpContent(piece)));
        } finally {
            piece.release();
        }
    }

    /** Called when the body is complete. */
    void end() throws UploadRefused, IOException {
        decode(() -> decoder.offer(LastHttpContent.EMPTY_LAST_CONTENT));
    }

    private static void decode(Runnable task) throws UploadRefused, IOException {
        try {
            task.run();
        } catch (DecoderException e) {
            // The limit of a field is reported by an IOException without a cause in the file system.
            if (e.getCause() instanceof IOException failure && !isLimit(failure)) {
                throw failure;
            }
            throw malformed();
        } catch (IllegalArgumentException | IndexOutOfBoundsException | IllegalStateException e) {
            throw malformed();
        }
    }

    private static boolean isLimit(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.startsWith("Size exceed") || message.startsWith("Out of size");
    }

    private static UploadRefused malformed() {
        return UploadRefused.bad("The form in the request is malformed, or one of its fields is too long.");
    }

    /** Returns the text of a field. */
    Optional<String> text(String name) throws UploadRefused {
        if (!(part(name) instanceof Attribute attribute)) {
            return Optional.empty();
        }
        try {
            return Optional.of(attribute.getString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw malformed();
        }
    }

    /** Returns the content of a file. */
    FileUpload file(String name) throws UploadRefused {
        if (part(name) instanceof FileUpload file && file.isCompleted()) {
            return file;
        }
        throw UploadRefused.bad("The field \"" + name + "\" has no file.");
    }

    private InterfaceHttpData part(String name) throws UploadRefused {
        try {
            return decoder.getBodyHttpData(name);
        } catch (DecoderException e) {
            throw malformed();
        }
    }

    /** Deletes the temporary files. */
    @Override
    public void close() {
        decoder.destroy();
    }
}
