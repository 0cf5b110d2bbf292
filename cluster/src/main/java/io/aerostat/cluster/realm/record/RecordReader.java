package io.aerostat.cluster.realm.record;

import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.option.PayloadEncoding;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.trace.TraceContext;
import io.aerostat.protocol.uri.MatchPolicy;
import io.netty.util.concurrent.FastThreadLocal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.core.buffer.ArrayBufferInput;

/**
 * Reads one record, or the key or value of a row. Throws only {@link MalformedRecordException}, whatever the bytes are.
 * Each thread has one reader, which is reused for the next record.
 */
public final class RecordReader {
    private static final Serialization[] SERIALIZATIONS = Serialization.values();
    private static final MatchPolicy[] POLICIES = MatchPolicy.values();
    private static final FastThreadLocal<RecordReader> READERS = new FastThreadLocal<>() {
        @Override
        protected RecordReader initialValue() {
            return new RecordReader();
        }
    };

    private final ArrayBufferInput input = new ArrayBufferInput(new byte[0]);
    private final MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(input);
    private byte[] bytes = {};
    private int start;
    private int end;

    private RecordReader() {}

    /** Begins to read a record on this thread. The array behind the record must not be changed. */
    public static RecordReader begin(ByteBuffer record) throws MalformedRecordException {
        if (!record.hasArray()) {
            byte[] copy = new byte[record.remaining()];
            record.duplicate().get(copy);
            return begin(copy, 0, copy.length);
        }
        return begin(record.array(), record.arrayOffset() + record.position(), record.remaining());
    }

    /** Begins to read the key or value of a row on this thread. */
    public static RecordReader begin(byte[] bytes) throws MalformedRecordException {
        return begin(bytes, 0, bytes.length);
    }

    private static RecordReader begin(byte[] bytes, int start, int length) throws MalformedRecordException {
        RecordReader reader = READERS.get();
        reader.bytes = bytes;
        reader.start = start;
        reader.end = start + length;
        reader.input.reset(bytes, start, length);
        try {
            reader.unpacker.reset(reader.input);
        } catch (IOException e) {
            throw new MalformedRecordException(e);
        }
        return reader;
    }

    /** Reads the type of a record; null for a type that only a later version knows. */
    public @Nullable RecordType type() throws MalformedRecordException {
        return RecordType.of(integer());
    }

    /** Returns the size of the record. */
    public int bytes() {
        return end - start;
    }

    public long number() throws MalformedRecordException {
        try {
            return unpacker.unpackLong();
        } catch (IOException | MessagePackException e) {
            throw new MalformedRecordException(e);
        }
    }

    public int integer() throws MalformedRecordException {
        try {
            return unpacker.unpackInt();
        } catch (IOException | MessagePackException e) {
            throw new MalformedRecordException(e);
        }
    }

    /** Reads a time: seconds since 1970, and nanoseconds. */
    Instant instant() throws MalformedRecordException {
        long seconds = number();
        int nanos = integer();
        try {
            return Instant.ofEpochSecond(seconds, nanos);
        } catch (DateTimeException | ArithmeticException e) {
            throw new MalformedRecordException("found the time " + seconds + " s (expected one that a clock shows)");
        }
    }

    public @Nullable String optionalText() throws MalformedRecordException {
        try {
            return unpacker.tryUnpackNil() ? null : unpacker.unpackString();
        } catch (IOException | MessagePackException e) {
            throw new MalformedRecordException(e);
        }
    }

    public String text() throws MalformedRecordException {
        String text = optionalText();
        if (text == null) {
            throw new MalformedRecordException("found nil (expected a text)");
        }
        return text;
    }

    public @Nullable List<String> texts() throws MalformedRecordException {
        int size = size();
        if (size < 0) {
            return null;
        }
        List<String> values = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            values.add(text());
        }
        return values;
    }

    public @Nullable Set<Long> numbers() throws MalformedRecordException {
        int size = size();
        if (size < 0) {
            return null;
        }
        Set<Long> values = new LinkedHashSet<>();
        for (int i = 0; i < size; i++) {
            values.add(number());
        }
        return values;
    }

    private int size() throws MalformedRecordException {
        int size = integer();
        if (size < -1 || size > end - start) {
            throw new MalformedRecordException("found a list of " + size + " elements (expected one that fits)");
        }
        return size;
    }

    public MatchPolicy match() throws MalformedRecordException {
        return choice(POLICIES);
    }

    <E> E choice(E[] constants) throws MalformedRecordException {
        int ordinal = integer();
        if (ordinal < 0 || ordinal >= constants.length) {
            throw new MalformedRecordException("found " + ordinal + " (expected 0 to " + (constants.length - 1) + ")");
        }
        return constants[ordinal];
    }

    Passthru passthru() throws MalformedRecordException {
        String scheme = optionalText();
        String serializer = optionalText();
        String cipher = optionalText();
        String keyid = optionalText();
        PayloadEncoding encoding =
                integer() == 0 ? null : new PayloadEncoding(optionalText(), optionalText(), optionalText());
        TraceContext trace = trace();
        return new Passthru(scheme, serializer, cipher, keyid, encoding, trace, forwardFor());
    }

    private List<Map<String, @Nullable Object>> forwardFor() throws MalformedRecordException {
        int size = size();
        List<Map<String, @Nullable Object>> entries = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Map<String, @Nullable Object> entry = new LinkedHashMap<>();
            entry.put(RecordWriter.SESSION, number());
            entry.put(RecordWriter.AUTHID, optionalText());
            entry.put(RecordWriter.AUTHROLE, optionalText());
            entries.add(entry);
        }
        return entries;
    }

    private @Nullable TraceContext trace() throws MalformedRecordException {
        String traceparent = optionalText();
        try {
            return traceparent == null ? null : new TraceContext(traceparent, optionalText());
        } catch (IllegalArgumentException e) {
            throw new MalformedRecordException(e);
        }
    }

    /**
     * Reads the form of the payload, and returns the remaining bytes as the payload.
     *
     * @param keeps whether the caller keeps the payload for long, so that the payload needs an array of its own
     */
    public Payload payload(boolean keeps) throws MalformedRecordException {
        int form = integer();
        int offset = start + (int) unpacker.getTotalReadBytes();
        byte[] array = keeps ? Arrays.copyOfRange(bytes, offset, end) : bytes;
        return payload(form, array, keeps ? 0 : offset, end - offset);
    }

    /** Reads a payload within the record. */
    Payload enclosed() throws MalformedRecordException {
        int form = integer();
        try {
            int length = unpacker.unpackBinaryHeader();
            if (length > end - start) {
                throw new MalformedRecordException("found a payload of " + length + " bytes (expected one that fits)");
            }
            return payload(form, unpacker.readPayload(length), 0, length);
        } catch (IOException | MessagePackException e) {
            throw new MalformedRecordException(e);
        }
    }

    private static Payload payload(int form, byte[] array, int from, int length) throws MalformedRecordException {
        if (form == 0) {
            return Payload.EMPTY;
        }
        int serialization = (form - 1) / 4;
        if (form < 0 || serialization >= SERIALIZATIONS.length || length < 1) {
            throw new MalformedRecordException("found a payload of form " + form + " and " + length + " bytes");
        }
        int elements = ((form - 1) & 1) + 1;
        boolean bare = ((form - 1) & 2) != 0;
        return bare
                ? Payload.bare(SERIALIZATIONS[serialization], array, from, length)
                : Payload.validated(SERIALIZATIONS[serialization], array, from, length, elements);
    }
}
