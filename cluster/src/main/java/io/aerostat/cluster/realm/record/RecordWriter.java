package io.aerostat.cluster.realm.record;

import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.option.PayloadEncoding;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.trace.TraceContext;
import io.netty.util.concurrent.FastThreadLocal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/**
 * Writes the head of one record, or the key or value of a row. Each thread has one writer for all its records, so the
 * caller must take the result before it begins the next record.
 */
public final class RecordWriter {
    /** The keys of an entry of {@code forward_for}. */
    static final String SESSION = "session";

    static final String AUTHID = "authid";
    static final String AUTHROLE = "authrole";

    private static final FastThreadLocal<RecordWriter> WRITERS = new FastThreadLocal<>() {
        @Override
        protected RecordWriter initialValue() {
            return new RecordWriter();
        }
    };

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final MessageBufferPacker packer = MessagePack.newDefaultBufferPacker();

    private RecordWriter() {}

    /** Begins a record of a realm on this thread. */
    public static RecordWriter begin(RecordType type, long realm) {
        return begin().number(type.ordinal()).number(realm);
    }

    /** Begins the key or value of a row on this thread. */
    public static RecordWriter begin() {
        RecordWriter writer = WRITERS.get();
        writer.packer.clear();
        return writer;
    }

    public RecordWriter number(long value) {
        try {
            packer.packLong(value);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
    }

    public RecordWriter text(@Nullable String value) {
        try {
            if (value == null) {
                packer.packNil();
            } else {
                packer.packString(value);
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
    }

    public RecordWriter texts(@Nullable Collection<String> values) {
        number(values == null ? -1 : values.size());
        if (values != null) {
            values.forEach(this::text);
        }
        return this;
    }

    public RecordWriter numbers(@Nullable Collection<Long> values) {
        number(values == null ? -1 : values.size());
        if (values != null) {
            values.forEach(this::number);
        }
        return this;
    }

    /** Writes the keys that the router forwards without interpreting them. */
    RecordWriter passthru(Passthru passthru) {
        PayloadEncoding encoding = passthru.encoding();
        text(passthru.scheme())
                .text(passthru.serializer())
                .text(passthru.cipher())
                .text(passthru.keyid());
        number(encoding == null ? 0 : 1);
        if (encoding != null) {
            text(encoding.algorithm()).text(encoding.key()).text(encoding.serializer());
        }
        TraceContext trace = passthru.trace();
        text(trace == null ? null : trace.traceparent());
        if (trace != null) {
            text(trace.tracestate());
        }
        List<Map<String, @Nullable Object>> forwardFor = passthru.forwardFor();
        number(forwardFor.size());
        forwardFor.forEach(this::forwardFor);
        return this;
    }

    /** Writes the session for which a link has forwarded a message. Other keys of the entry are left out. */
    private void forwardFor(Map<String, @Nullable Object> entry) {
        number(entry.get(SESSION) instanceof Long session ? session : 0);
        text(entry.get(AUTHID) instanceof String authid ? authid : null);
        text(entry.get(AUTHROLE) instanceof String authrole ? authrole : null);
    }

    /** Writes the form of the payload whose bytes follow the head. */
    public RecordWriter form(Payload payload) {
        return number(
                payload.isEmpty()
                        ? 0
                        : 1
                                + payload.serialization().ordinal() * 4L
                                + payload.elements()
                                - 1
                                + (payload.isBare() ? 2 : 0));
    }

    /** Writes a payload within the record, for records that hold several payloads. */
    RecordWriter enclosed(Payload payload) {
        form(payload);
        try {
            packer.packBinaryHeader(payload.size());
            packer.writePayload(payload.array(), payload.offset(), payload.size());
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
    }

    /** Returns the written bytes, which are valid until this thread writes again. */
    public ByteBuffer head() {
        return packer.toMessageBuffer().sliceAsByteBuffer();
    }

    /** Returns a copy of the written bytes. */
    public byte[] toByteArray() {
        return packer.toByteArray();
    }

    /** Returns the payload as a buffer: the second part of a record, after the head. */
    public static ByteBuffer rest(Payload payload) {
        return payload.isEmpty()
                ? NOTHING.duplicate()
                : ByteBuffer.wrap(payload.array(), payload.offset(), payload.size());
    }
}
