package io.aerostat.spring;

import io.aerostat.client.pubsub.Publication;
import io.aerostat.client.rpc.Call;
import io.aerostat.client.session.Session;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Calls and publishes. The bean of this type uses the present session of the application. The bean stays valid when the
 * session reconnects, and when the application context is stopped and started again. Any thread.
 *
 * <p>Requests fail like those of a {@link Session}. A method that waits for an answer gives up after
 * {@code aerostat.client.request-timeout}.
 */
public interface WampOperations {
    /**
     * Calls a procedure and waits for the result.
     *
     * @param type the type of the result; {@link Void} if the result does not matter
     * @return null only if the type is {@link Void}
     */
    default <T> T call(Class<T> type, String procedure, @Nullable Object... args) {
        return call(type, Call.of(procedure).args(args));
    }

    /** Does the same as {@link #call(Class, String, Object...)}, with options. */
    <T> T call(Class<T> type, Call call);

    /** Calls a procedure without waiting. Canceling the future cancels the call. */
    default <T> CompletableFuture<T> callAsync(Class<T> type, String procedure, @Nullable Object... args) {
        return callAsync(type, Call.of(procedure).args(args));
    }

    /** Does the same as {@link #callAsync(Class, String, Object...)}, with options. */
    <T> CompletableFuture<T> callAsync(Class<T> type, Call call);

    /** Publishes, and waits until the router has accepted the event. */
    default void publish(String topic, @Nullable Object... args) {
        publish(Publication.of(topic).args(args));
    }

    /** Does the same as {@link #publish(String, Object...)}, with options. */
    void publish(Publication publication);

    /**
     * Publishes without waiting. The future completes with the id of the publication when the router has accepted the
     * event.
     */
    default CompletableFuture<Long> publishAsync(String topic, @Nullable Object... args) {
        return publishAsync(Publication.of(topic).args(args));
    }

    /** Does the same as {@link #publishAsync(String, Object...)}, with options. */
    CompletableFuture<Long> publishAsync(Publication publication);

    /**
     * Returns an implementation of a contract that calls, publishes and subscribes with the present session.
     *
     * @param contract an interface with {@link io.aerostat.client.annotation.Contract}
     */
    <T> T proxy(Class<T> contract);

    /**
     * Returns a session for the requests that this interface does not offer. The methods of this object use the present
     * session. Before the application context starts, and after its end, they throw an {@link IllegalStateException}.
     */
    Session session();
}
