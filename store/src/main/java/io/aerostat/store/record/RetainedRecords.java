package io.aerostat.store.record;

import io.aerostat.protocol.option.Audience;
import io.aerostat.router.history.RetainedRecord;
import io.aerostat.router.history.StoredEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;

/**
 * The bytes of the retained events of one topic in the file: a sequence of MessagePack values that begins with the
 * version of the format and the number of events. Each event is an {@link EventRecord}, preceded by the properties
 * that only retained events have.
 */
public final class RetainedRecords {
    private static final int VERSION = 1;
    private static final int MOST_EVENTS = 1 << 16;

    private RetainedRecords() {}

    /**
     * Returns the bytes of the events.
     *
     * @param out a buffer that is used for one topic after another
     */
    public static byte[] write(List<RetainedRecord> events, MessageBufferPacker out) {
        List<byte[]> records = events.stream()
                .map(each -> EventRecord.write(each.event(), out))
                .toList();
        try {
            out.clear();
            out.packInt(VERSION).packArrayHeader(events.size());
            for (int i = 0; i < events.size(); i++) {
                RetainedRecord event = events.get(i);
                out.packLong(event.place())
                        .packLong(event.publisher())
                        .packString(event.authid())
                        .packString(event.authrole())
                        .packBoolean(event.excludesPublisher());
                String resourceKey = event.resourceKey();
                if (resourceKey == null) {
                    out.packNil();
                } else {
                    out.packString(resourceKey);
                }
                writeIds(out, event.event().audience().exclude());
                writeIds(out, event.event().audience().eligible());
                byte[] record = records.get(i);
                out.packBinaryHeader(record.length).writePayload(record);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
    }

    private static void writeIds(MessageBufferPacker out, @Nullable Set<Long> ids) throws IOException {
        if (ids == null) {
            out.packNil();
            return;
        }
        out.packArrayHeader(ids.size());
        for (long id : ids) {
            out.packLong(id);
        }
    }

    public static List<RetainedRecord> read(byte[] bytes) throws BrokenRecordException {
        try (MessageUnpacker in = MessagePack.newDefaultUnpacker(bytes)) {
            int version = in.unpackInt();
            if (version != VERSION) {
                throw new BrokenRecordException("found a record of format " + version + " (expected " + VERSION + ")");
            }
            int count = in.unpackArrayHeader();
            if (count < 1 || count > MOST_EVENTS) {
                throw new BrokenRecordException("found " + count + " events (expected 1 to " + MOST_EVENTS + ")");
            }
            List<RetainedRecord> events = new ArrayList<>(Math.min(count, bytes.length));
            for (int i = 0; i < count; i++) {
                events.add(readOne(in, bytes.length));
            }
            return events;
        } catch (IOException | MessagePackException e) {
            throw new BrokenRecordException(e);
        }
    }

    private static RetainedRecord readOne(MessageUnpacker in, int most) throws IOException, BrokenRecordException {
        long place = in.unpackLong();
        long publisher = in.unpackLong();
        String authid = in.unpackString();
        String authrole = in.unpackString();
        boolean excludesPublisher = in.unpackBoolean();
        String resourceKey = in.tryUnpackNil() ? null : in.unpackString();
        Set<Long> exclude = readIds(in, most);
        Set<Long> eligible = readIds(in, most);
        int length = in.unpackBinaryHeader();
        if (length > most) {
            throw new BrokenRecordException("found an event of " + length + " bytes (expected at most " + most + ")");
        }
        StoredEvent event = EventRecord.read(in.readPayload(length));
        return new RetainedRecord(
                exclude == null && eligible == null ? event : withSessions(event, exclude, eligible),
                publisher,
                authid,
                authrole,
                excludesPublisher,
                resourceKey,
                place);
    }

    private static StoredEvent withSessions(
            StoredEvent event, @Nullable Set<Long> exclude, @Nullable Set<Long> eligible) {
        Audience others = event.audience();
        Audience audience = new Audience(
                exclude,
                others.excludeAuthid(),
                others.excludeAuthrole(),
                eligible,
                others.eligibleAuthid(),
                others.eligibleAuthrole());
        return new StoredEvent(
                event.timestamp(), event.publication(), event.topic(), event.details(), audience, event.payload());
    }

    private static @Nullable Set<Long> readIds(MessageUnpacker in, int most) throws IOException, BrokenRecordException {
        if (in.tryUnpackNil()) {
            return null;
        }
        int count = in.unpackArrayHeader();
        if (count > most) {
            throw new BrokenRecordException("found " + count + " sessions (expected at most " + most + ")");
        }
        Set<Long> ids = new LinkedHashSet<>();
        for (int i = 0; i < count; i++) {
            ids.add(in.unpackLong());
        }
        return ids;
    }
}
