package io.aerostat.cluster.frame;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.msgpack.core.ExtensionTypeHeader;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.core.buffer.ArrayBufferInput;

/** Reads messages with records, one message after another. Not thread-safe. */
public final class BatchReader {
    private static final byte[] NOTHING = {};
    private static final int HEADER_ELEMENTS = 4;

    private final ArrayBufferInput input = new ArrayBufferInput(NOTHING);
    private final MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(input);
    private byte[] bytes = NOTHING;
    private ByteBuffer records = ByteBuffer.wrap(NOTHING);
    private BatchKind kind = BatchKind.RECORDS;
    private long to;
    private long key;
    private long number;

    /**
     * Begins to read a message.
     *
     * @throws MalformedFrameException if the bytes do not begin like a message with records
     */
    public void open(byte[] message) throws MalformedFrameException {
        reset(message);
        try {
            int elements = unpacker.unpackArrayHeader();
            if (elements < HEADER_ELEMENTS) {
                throw new MalformedFrameException("found " + elements + " elements (expected 4 or more)");
            }
            kind = BatchKind.of(unpacker.unpackInt());
            to = unpacker.unpackLong();
            key = unpacker.unpackLong();
            number = unpacker.unpackLong();
            if (elements > HEADER_ELEMENTS) {
                unpacker.skipValue(elements - HEADER_ELEMENTS);
            }
        } catch (IOException | MessagePackException e) {
            throw new MalformedFrameException(
                    "found " + message.length + " bytes (expected a message with records)", e);
        }
    }

    /** Begins to read a record that was received in pieces and has been joined. */
    public void openJoined(byte[] joined) {
        reset(joined);
    }

    private void reset(byte[] message) {
        bytes = message;
        records = ByteBuffer.wrap(message);
        try {
            input.reset(message);
            unpacker.reset(input);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // cannot happen: the input is an array in memory
        }
    }

    /** Returns the way in which the message carries its records. */
    public BatchKind kind() {
        return kind;
    }

    /** Returns the receiver's key of the link. */
    public long to() {
        return to;
    }

    /** Returns the sender's key of the link. */
    public long key() {
        return key;
    }

    /** Returns the sequence number of the message on its lane. */
    public long number() {
        return number;
    }

    /** Checks whether another record follows. */
    public boolean hasRecord() throws MalformedFrameException {
        try {
            return unpacker.hasNext();
        } catch (IOException | MessagePackException e) {
            throw new MalformedFrameException("found " + bytes.length + " bytes (expected records)", e);
        }
    }

    /** Moves to the next record and returns its type. */
    public byte nextRecord() throws MalformedFrameException {
        try {
            ExtensionTypeHeader header = unpacker.unpackExtensionTypeHeader();
            bound(header.getLength());
            return header.getType();
        } catch (IOException | MessagePackException e) {
            throw new MalformedFrameException("found another value (expected a record)", e);
        }
    }

    /**
     * Returns a buffer whose content between position and limit is the current record; valid until the next record is
     * read.
     */
    public ByteBuffer record() {
        return records;
    }

    /** Returns the piece of a record that the message contains, in the same kind of buffer as {@link #record()}. */
    public ByteBuffer piece() throws MalformedFrameException {
        try {
            bound(unpacker.unpackBinaryHeader());
            return records;
        } catch (IOException | MessagePackException e) {
            throw new MalformedFrameException("found another value (expected a piece of records)", e);
        }
    }

    private void bound(int length) throws IOException, MalformedFrameException {
        int start = (int) unpacker.getTotalReadBytes();
        if (length < 0 || length > bytes.length - start) {
            throw new MalformedFrameException(
                    "record: found a length of " + length + " bytes (expected " + (bytes.length - start) + " at most)");
        }
        records.limit(start + length).position(start);
        unpacker.readPayloadAsReference(length);
    }
}
