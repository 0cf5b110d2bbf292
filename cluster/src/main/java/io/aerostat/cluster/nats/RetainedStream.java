package io.aerostat.cluster.nats;

import io.aerostat.cluster.realm.record.MalformedRecordException;
import io.aerostat.cluster.realm.record.RetainedTopicRecord;
import io.aerostat.router.history.RetainedRecord;
import io.aerostat.router.history.RetainedTopics;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamOptions;
import io.nats.client.PurgeOptions;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.PublishAck;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.StreamInfo;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stream with the retained events of one realm. It has one message for each topic, which holds all events of the
 * topic. The limits of the realm bound the events, so the stream has no limit of its own. Blocks; used by one thread.
 */
final class RetainedStream {
    private static final Logger LOG = LoggerFactory.getLogger(RetainedStream.class);
    private static final int NOT_FOUND = 404;

    private final StreamName name;
    private final int replicas;
    private boolean exists;

    RetainedStream(StreamName name, JetStreamStoreOptions options) {
        this.name = name;
        this.replicas = options.replicas();
    }

    private StreamConfiguration configuration() {
        return StreamConfiguration.builder()
                .name(name.stream())
                .description(name.description())
                .subjects(name.subject())
                .storageType(StorageType.File)
                .retentionPolicy(RetentionPolicy.Limits)
                .discardPolicy(DiscardPolicy.Old)
                .replicas(replicas)
                .maxMessagesPerSubject(1)
                .build();
    }

    /** Finds or creates the stream, unless this has been done already. Returns whether the stream is new. */
    boolean ensure(Connection connection) throws IOException, JetStreamApiException {
        if (exists) {
            return false;
        }
        JetStreamManagement management = OpenJetStream.management(connection);
        boolean isNew = false;
        try {
            StreamInfo present = management.getStreamInfo(name.stream());
            if (present.getConfiguration().getReplicas() != replicas) {
                management.updateStream(configuration());
            }
        } catch (JetStreamApiException e) {
            if (e.getErrorCode() != NOT_FOUND) {
                throw e;
            }
            management.addStream(configuration());
            isNew = true;
        }
        exists = true;
        return isNew;
    }

    /** Called when no stream accepted an event: the stream may have been deleted. */
    void mayBeGone() {
        exists = false;
    }

    /**
     * The newest message of a stream at one moment.
     *
     * @param last the number of the newest message
     * @param time the moment, by the clock of the servers
     */
    record Extent(long last, Instant time) {}

    /**
     * A topic in the stream.
     *
     * @param topic null if the message cannot be read
     * @param number the number of the message
     * @param time when the message was stored, by the clock of the servers
     */
    record StoredTopic(@Nullable String topic, List<RetainedRecord> events, long number, Instant time) {}

    Extent extent(Connection connection) throws IOException, JetStreamApiException {
        StreamInfo info = OpenJetStream.management(connection).getStreamInfo(name.stream());
        return new Extent(
                info.getStreamState().getLastSequence(), info.getTimestamp().toInstant());
    }

    /** Reads all events that the stream has at this moment. */
    void read(Connection connection, Consumer<RetainedRecord> reader) throws IOException, JetStreamApiException {
        long last = extent(connection).last();
        long next = 1;
        while (next <= last) {
            StoredTopic found = next(connection, next);
            if (found == null) {
                return; // the last messages have just been removed
            }
            next = found.number() + 1;
            found.events().forEach(reader);
        }
    }

    /** Returns the topic in the first message from a number on; null if there is no such message. */
    @Nullable
    StoredTopic next(Connection connection, long number) throws IOException, JetStreamApiException {
        MessageInfo found;
        try {
            found = OpenJetStream.management(connection).getNextMessage(name.stream(), number, name.subject());
        } catch (JetStreamApiException e) {
            if (e.getErrorCode() == NOT_FOUND) {
                return null;
            }
            throw e;
        }
        Instant time = found.getTime().toInstant();
        byte[] data = found.getData() == null ? new byte[0] : found.getData();
        try {
            RetainedTopics.Topic topic = RetainedTopicRecord.read(data);
            return new StoredTopic(topic.name(), topic.events(), found.getSeq(), time);
        } catch (MalformedRecordException e) {
            LOG.warn("event store: message {} of the {} cannot be read: {}", found.getSeq(), name, e.getMessage());
            return new StoredTopic(null, List.of(), found.getSeq(), time);
        }
    }

    /** Removes the message of a topic, unless a message with a larger number has replaced it. */
    void remove(Connection connection, String topic, long number) throws IOException, JetStreamApiException {
        PurgeOptions message = PurgeOptions.builder()
                .subject(name.subjectOf(topic))
                .sequence(number + 1) // the first message that is not removed
                .build();
        OpenJetStream.management(connection).purgeStream(name.stream(), message);
    }

    /** Replaces the events of a topic. Returns the confirmation. */
    CompletableFuture<PublishAck> put(Connection connection, String topic, List<RetainedRecord> events)
            throws IOException, JetStreamApiException {
        String subject = name.subjectOf(topic);
        if (events.isEmpty()) {
            OpenJetStream.management(connection).purgeStream(name.stream(), PurgeOptions.subject(subject));
            return CompletableFuture.completedFuture(null);
        }
        byte[] message = RetainedTopicRecord.write(topic, events);
        if (message.length + StreamSender.HEADERS > connection.getMaxPayload()) {
            return CompletableFuture.failedFuture(
                    StreamSender.UnstorableException.tooLarge(message.length, connection));
        }
        return connection
                .jetStream(JetStreamOptions.builder()
                        .requestTimeout(OpenJetStream.PATIENCE)
                        .build())
                .publishAsync(subject, message);
    }

    @Override
    public String toString() {
        return name.toString();
    }
}
