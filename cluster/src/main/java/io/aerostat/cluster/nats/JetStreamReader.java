package io.aerostat.cluster.nats;

import io.aerostat.cluster.realm.record.MalformedRecordException;
import io.aerostat.cluster.realm.record.StoredEventRecord;
import io.aerostat.router.history.StoredEvent;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.StreamState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reads events of a stream by their numbers. Asks the leader of the stream, so that every node gets the same answer.
 * Blocks; used by one thread.
 */
final class JetStreamReader {
    private static final int NOT_FOUND = 404;

    /**
     * An event in a stream.
     *
     * @param bytes the size of its message
     */
    record Numbered(long number, StoredEvent event, int bytes) {}

    private final Connection connection;

    JetStreamReader(Connection connection) {
        this.connection = connection;
    }

    /** Returns the numbers of the first and last event; null if the stream does not exist. */
    @Nullable
    StreamState state(StreamName name) throws IOException, JetStreamApiException {
        try {
            return OpenJetStream.management(connection)
                    .getStreamInfo(name.stream())
                    .getStreamState();
        } catch (JetStreamApiException e) {
            if (e.getErrorCode() == NOT_FOUND) {
                return null;
            }
            throw e;
        }
    }

    /**
     * Returns the events with these numbers, except events that have been removed in the meantime. All requests are
     * sent at once, so the range should be small.
     */
    List<Numbered> events(StreamName name, long from, long to)
            throws IOException, JetStreamApiException, InterruptedException {
        String subject = "$JS.API.STREAM.MSG.GET." + name.stream();
        List<CompletableFuture<Message>> answers = new ArrayList<>();
        for (long number = from; number <= to; number++) {
            answers.add(connection.request(subject, ("{\"seq\":" + number + "}").getBytes(StandardCharsets.US_ASCII)));
        }
        long deadline = System.nanoTime() + OpenJetStream.PATIENCE.toNanos();
        List<Numbered> events = new ArrayList<>();
        for (CompletableFuture<Message> answer : answers) {
            MessageInfo found = new MessageInfo(await(answer, deadline), name.stream(), false);
            if (!found.hasError()) {
                events.add(event(name, found));
            } else if (found.getErrorCode() != NOT_FOUND) {
                throw new JetStreamApiException(found);
            }
        }
        return events;
    }

    private static Message await(CompletableFuture<Message> answer, long deadline)
            throws IOException, InterruptedException {
        try {
            return answer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException("JetStream did not answer in " + OpenJetStream.PATIENCE.toSeconds() + " s", e);
        } catch (CancellationException | ExecutionException e) {
            throw new IOException("no server answers for the stream", e);
        }
    }

    private static Numbered event(StreamName name, MessageInfo found) throws IOException {
        byte[] data = found.getData() == null ? new byte[0] : found.getData();
        try {
            return new Numbered(found.getSeq(), StoredEventRecord.read(data), data.length);
        } catch (MalformedRecordException e) {
            throw new IOException("event " + found.getSeq() + " of the " + name + ": " + e.getMessage(), e);
        }
    }
}
