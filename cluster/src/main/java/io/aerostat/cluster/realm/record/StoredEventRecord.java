package io.aerostat.cluster.realm.record;

import io.aerostat.protocol.option.Audience;
import io.aerostat.protocol.option.EventDetails;
import io.aerostat.router.history.StoredEvent;
import java.time.Instant;

/** The format of an event of a history in a message of a stream. */
public final class StoredEventRecord {
    private static final int VERSION = 1;
    private static final int RETAINED = 1;
    private static final int ACKNOWLEDGED_DELIVERY = 2;

    private StoredEventRecord() {}

    public static byte[] write(StoredEvent event) {
        return append(RecordWriter.begin(), event).toByteArray();
    }

    static RecordWriter append(RecordWriter out, StoredEvent event) {
        EventDetails details = event.details();
        out.number(VERSION)
                .number(event.publication())
                .number(event.timestamp().getEpochSecond())
                .number(event.timestamp().getNano())
                .text(event.topic())
                .text(details.topic())
                .number(details.publisher())
                .text(details.publisherAuthid())
                .text(details.publisherAuthrole())
                .number(details.trustlevel())
                .number((details.retained() ? RETAINED : 0)
                        | (details.acknowledgedDelivery() ? ACKNOWLEDGED_DELIVERY : 0))
                .passthru(details.passthru());
        PublicationRecord.writeAudience(out, event.audience());
        return out.enclosed(event.payload());
    }

    public static StoredEvent read(byte[] bytes) throws MalformedRecordException {
        return read(RecordReader.begin(bytes));
    }

    static StoredEvent read(RecordReader in) throws MalformedRecordException {
        int version = in.integer();
        if (version != VERSION) {
            throw new MalformedRecordException("found an event of format " + version + " (expected " + VERSION + ")");
        }
        long publication = in.number();
        Instant timestamp = in.instant();
        String topic = in.text();
        String patternTopic = in.optionalText();
        long publisher = in.number();
        String authid = in.optionalText();
        String authrole = in.optionalText();
        long trustlevel = in.number();
        int flags = in.integer();
        EventDetails details = new EventDetails(
                patternTopic,
                publisher,
                authid,
                authrole,
                trustlevel,
                (flags & RETAINED) != 0,
                (flags & ACKNOWLEDGED_DELIVERY) != 0,
                in.passthru());
        Audience audience = PublicationRecord.readAudience(in);
        return new StoredEvent(timestamp, publication, topic, details, audience, in.enclosed());
    }
}
