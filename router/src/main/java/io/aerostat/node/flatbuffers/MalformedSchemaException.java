package io.aerostat.node.flatbuffers;

/** Thrown for a file that is no binary schema of FlatBuffers. The message says what was found. */
public final class MalformedSchemaException extends Exception {
    private static final long serialVersionUID = 1;

    MalformedSchemaException(String message) {
        super(message);
    }
}
