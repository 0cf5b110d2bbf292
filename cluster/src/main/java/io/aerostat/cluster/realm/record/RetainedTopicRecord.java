package io.aerostat.cluster.realm.record;

import io.aerostat.router.history.RetainedRecord;
import io.aerostat.router.history.RetainedTopics;
import io.aerostat.router.history.StoredEvent;
import java.util.ArrayList;
import java.util.List;

/** The format of the retained events of one topic in a message of a stream. */
public final class RetainedTopicRecord {
    private static final int VERSION = 1;

    private RetainedTopicRecord() {}

    public static byte[] write(String topic, List<RetainedRecord> events) {
        RecordWriter out = RecordWriter.begin().number(VERSION).text(topic).number(events.size());
        for (RetainedRecord each : events) {
            StoredEventRecord.append(out, each.event())
                    .number(each.publisher())
                    .text(each.authid())
                    .text(each.authrole())
                    .number(each.excludesPublisher() ? 1 : 0)
                    .text(each.resourceKey())
                    .number(each.place());
        }
        return out.toByteArray();
    }

    public static RetainedTopics.Topic read(byte[] bytes) throws MalformedRecordException {
        RecordReader in = RecordReader.begin(bytes);
        int version = in.integer();
        if (version != VERSION) {
            throw new MalformedRecordException("found a topic of format " + version + " (expected " + VERSION + ")");
        }
        String topic = in.text();
        int size = in.integer();
        List<RetainedRecord> events = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            StoredEvent event = StoredEventRecord.read(in);
            events.add(new RetainedRecord(
                    event, in.number(), in.text(), in.text(), in.integer() != 0, in.optionalText(), in.number()));
        }
        return new RetainedTopics.Topic(topic, events);
    }
}
