package io.aerostat.cluster.nats;

import io.aerostat.cluster.realm.record.MalformedRecordException;
import io.aerostat.cluster.realm.record.RetainedTopicRecord;
import io.aerostat.router.history.RetainedRecord;
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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
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

    /** Reads all events that the stream has at this moment. */
    void read(Connection connection, Consumer<RetainedRecord> reader) throws IOException, JetStreamApiException {
        JetStreamManagement management = OpenJetStream.management(connection);
        long last = management.getStreamInfo(name.stream()).getStreamState().getLastSequence();
        long next = 1;
        while (next <= last) {
            MessageInfo found;
            try {
                found = management.getNextMessage(name.stream(), next, name.subject());
            } catch (JetStreamApiException e) {
                if (e.getErrorCode() == NOT_FOUND) {
                    return; // the last messages have just been removed
                }
                throw e;
            }
            next = found.getSeq() + 1;
            byte[] data = found.getData();
            if (data != null) {
                read(found.getSeq(), data, reader);
            }
        }
    }

    private void read(long number, byte[] data, Consumer<RetainedRecord> reader) {
        try {
            RetainedTopicRecord.read(data).events().forEach(reader);
        } catch (MalformedRecordException e) {
            LOG.warn("event store: message {} of the {} cannot be read: {}", number, name, e.getMessage());
        }
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
