package io.aerostat.store.record;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.option.Audience;
import io.aerostat.protocol.option.EventDetails;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.router.history.StoredEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;

/**
 * The bytes of one event in the file: a sequence of MessagePack values that begins with the version of the format, the
 * publication id and the time. The payload is kept unchanged, in its own serialization.
 */
public final class EventRecord {
    private static final int VERSION = 1;
    private static final String FORWARD_FOR = "forward_for";

    private EventRecord() {}

    /** The part of a record that a search needs. */
    public record Head(long publication, Instant timestamp) {}

    /**
     * Returns the record of an event.
     *
     * @param out a buffer that is used for one record after another
     */
    public static byte[] write(StoredEvent event, MessageBufferPacker out) {
        try {
            out.clear();
            out.packInt(VERSION)
                    .packLong(event.publication())
                    .packLong(event.timestamp().getEpochSecond())
                    .packInt(event.timestamp().getNano())
                    .packString(event.topic());
            DetailRecord.write(out, event.details().toMap());
            Audience audience = event.audience();
            writeTexts(out, audience.excludeAuthid());
            writeTexts(out, audience.excludeAuthrole());
            writeTexts(out, audience.eligibleAuthid());
            writeTexts(out, audience.eligibleAuthrole());
            writePayload(out, event.payload());
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
    }

    private static void writeTexts(MessageBufferPacker out, @Nullable Set<String> texts) throws IOException {
        if (texts == null) {
            out.packNil();
            return;
        }
        out.packArrayHeader(texts.size());
        for (String text : texts) {
            out.packString(text);
        }
    }

    private static void writePayload(MessageBufferPacker out, Payload payload) throws IOException {
        out.packInt(payload.elements());
        if (payload.isEmpty()) {
            return;
        }
        out.packString(payload.serialization().name()).packBoolean(payload.isBare());
        out.packBinaryHeader(payload.size());
        out.writePayload(payload.array(), payload.offset(), payload.size());
    }

    /** Reads only the beginning of a record. */
    public static Head head(byte[] record) throws BrokenRecordException {
        try (MessageUnpacker in = MessagePack.newDefaultUnpacker(record)) {
            return readHead(in);
        } catch (IOException | MessagePackException | DateTimeException | ArithmeticException e) {
            throw new BrokenRecordException(e);
        }
    }

    public static StoredEvent read(byte[] record) throws BrokenRecordException {
        try (MessageUnpacker in = MessagePack.newDefaultUnpacker(record)) {
            Head head = readHead(in);
            String topic = in.unpackString();
            EventDetails details = EventDetails.read(readDetails(in));
            Set<String> excludeAuthid = readTexts(in);
            Set<String> excludeAuthrole = readTexts(in);
            Set<String> eligibleAuthid = readTexts(in);
            Set<String> eligibleAuthrole = readTexts(in);
            boolean forEveryone = excludeAuthid == null
                    && excludeAuthrole == null
                    && eligibleAuthid == null
                    && eligibleAuthrole == null;
            Audience audience = forEveryone
                    ? Audience.EVERYONE
                    : new Audience(null, excludeAuthid, excludeAuthrole, null, eligibleAuthid, eligibleAuthrole);
            return new StoredEvent(head.timestamp(), head.publication(), topic, details, audience, readPayload(in));
        } catch (IOException
                | MessagePackException
                | ProtocolViolation
                | DateTimeException
                | ArithmeticException
                | IllegalArgumentException e) {
            throw new BrokenRecordException(e);
        }
    }

    private static Head readHead(MessageUnpacker in) throws IOException, BrokenRecordException {
        int version = in.unpackInt();
        if (version != VERSION) {
            throw new BrokenRecordException("found a record of format " + version + " (expected " + VERSION + ")");
        }
        return new Head(in.unpackLong(), Instant.ofEpochSecond(in.unpackLong(), in.unpackInt()));
    }

    private static Map<String, @Nullable Object> readDetails(MessageUnpacker in) throws IOException {
        Map<String, @Nullable Object> dictionary = DetailRecord.dictionary(in);
        if (dictionary.get(FORWARD_FOR) instanceof String) {
            dictionary.remove(FORWARD_FOR); // earlier builds wrote the list as a text
        }
        return dictionary;
    }

    private static @Nullable Set<String> readTexts(MessageUnpacker in) throws IOException {
        if (in.tryUnpackNil()) {
            return null;
        }
        Set<String> texts = new LinkedHashSet<>();
        for (int left = in.unpackArrayHeader(); left > 0; left--) {
            texts.add(in.unpackString());
        }
        return texts;
    }

    private static Payload readPayload(MessageUnpacker in) throws IOException {
        int elements = in.unpackInt();
        if (elements == 0) {
            return Payload.EMPTY;
        }
        Serialization serialization = Serialization.valueOf(in.unpackString());
        boolean isBare = in.unpackBoolean();
        byte[] bytes = in.readPayload(in.unpackBinaryHeader());
        return isBare
                ? Payload.bare(serialization, bytes, 0, bytes.length)
                : Payload.validated(serialization, bytes, 0, bytes.length, elements);
    }
}
