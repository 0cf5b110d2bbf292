package io.aerostat.cluster.nats;

import io.aerostat.cluster.realm.record.StoredEventRecord;
import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamOptions;
import io.nats.client.api.PublishAck;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Sends the events of one batch to their streams. Each batch has its own sender. Used on the writer's thread only. */
final class StreamSender {
    /** The approximate number of bytes that the headers of a message need. */
    static final int HEADERS = 64;

    /** The status code of a temporary error, for example while a leader is elected. */
    private static final int UNAVAILABLE = 503;

    private final Connection connection;
    private final JetStreamManagement management;
    private final JetStream stream;
    /**
     * The logs whose streams failed in this batch. Later events of these logs are not sent, so that the events of each
     * log keep their order.
     */
    private final Map<JetStreamLog, Exception> unready = new HashMap<>();

    StreamSender(Connection connection) throws IOException {
        this.connection = connection;
        this.management = OpenJetStream.management(connection);
        this.stream = connection.jetStream(JetStreamOptions.builder()
                .requestTimeout(OpenJetStream.PATIENCE)
                .build());
    }

    /** Sends an event. Returns its confirmation. */
    CompletableFuture<PublishAck> send(WaitingEvent waiting) {
        try {
            Exception earlier = unready.get(waiting.log());
            if (earlier != null) {
                return CompletableFuture.failedFuture(earlier);
            }
            waiting.log().ensureStream(management);
            byte[] message = StoredEventRecord.write(waiting.event());
            if (message.length + HEADERS > connection.getMaxPayload()) {
                return CompletableFuture.failedFuture(UnstorableException.tooLarge(message.length, connection));
            }
            return stream.publishAsync(NatsMessage.builder()
                    .subject(waiting.log().name().subject())
                    .headers(new Headers()
                            .put("Nats-Msg-Id", Long.toString(waiting.event().publication())))
                    .data(message)
                    .build());
        } catch (IOException | JetStreamApiException | RuntimeException e) {
            unready.put(waiting.log(), e);
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Thrown for an event that no attempt can store. */
    static final class UnstorableException extends Exception {
        private static final long serialVersionUID = 1L;

        private UnstorableException(String message) {
            super(message, null, false, false);
        }

        static UnstorableException tooLarge(int bytes, Connection connection) {
            return new UnstorableException("found an event of " + bytes + " bytes (expected at most "
                    + connection.getMaxPayload() + ", the server's max_payload)");
        }
    }

    /** Checks whether a further attempt would also fail, because the server refuses the event or the stream. */
    static boolean isFinal(@Nullable Throwable problem) {
        return problem instanceof UnstorableException
                || (problem instanceof JetStreamApiException refusal && refusal.getErrorCode() != UNAVAILABLE);
    }

    /** Waits for a confirmation. Returns null, or why there is none. */
    static @Nullable Throwable await(CompletableFuture<PublishAck> confirmation, long deadline)
            throws InterruptedException {
        try {
            confirmation.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (TimeoutException e) {
            return new IOException("JetStream did not answer in " + OpenJetStream.PATIENCE.toSeconds() + " s");
        } catch (CancellationException e) {
            return new IOException("no stream takes the event");
        }
    }
}
