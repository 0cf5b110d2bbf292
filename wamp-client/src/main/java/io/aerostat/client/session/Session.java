package io.aerostat.client.session;

import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.pubsub.EventHandler;
import io.aerostat.client.pubsub.Publication;
import io.aerostat.client.pubsub.Subscription;
import io.aerostat.client.pubsub.TopicFilter;
import io.aerostat.client.rpc.Call;
import io.aerostat.client.rpc.CallHandle;
import io.aerostat.client.rpc.CallStream;
import io.aerostat.client.rpc.Endpoint;
import io.aerostat.client.rpc.InvocationHandler;
import io.aerostat.client.rpc.Registration;
import io.aerostat.protocol.error.CloseUris;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session with a router. Any thread may use it, many at once (P9); what one thread asks for is sent in its order. Futures complete, and handlers run,
 * on the client's executor, never on an event loop.
 *
 * <p>Every request may fail with {@link io.aerostat.client.error.ApplicationError} (the router or a callee said no),
 * {@link io.aerostat.client.error.SessionLost} (the session ended first, or there is none at the moment) or
 * {@link io.aerostat.client.error.RequestRejected} (it was never sent).
 */
public interface Session extends AutoCloseable {
    /** Who we are; of the latest join, if the session reconnects. */
    SessionDetails details();

    /** Whether requests can be sent now. */
    boolean isJoined();

    /** Completes when the session is over for good, with the reason; never fails. */
    WampFuture<CloseReason> closed();

    /** Calls a procedure with positional arguments. */
    default CallHandle call(String procedure, @Nullable Object... args) {
        return call(Call.of(procedure).args(args));
    }

    /** Calls a procedure. */
    CallHandle call(Call call);

    /** Calls a procedure and takes its results one by one (PCR-2). */
    CallStream stream(Call call);

    /** As {@link #stream}, and opens the call for more arguments, which {@link CallStream#send} and {@code finish} add (PCI-1). */
    CallStream exchange(Call call);

    /** Offers a procedure. */
    default WampFuture<Registration> register(String procedure, InvocationHandler handler) {
        return register(Endpoint.of(procedure), handler);
    }

    /** Offers a procedure, or all that match a pattern. */
    WampFuture<Registration> register(Endpoint endpoint, InvocationHandler handler);

    /**
     * Offers every method of {@code object} that is annotated with {@link io.aerostat.client.annotation.Procedure}, and subscribes every one with
     * {@link io.aerostat.client.annotation.Topic}. Fails with the first refusal; what was granted before stays.
     *
     * @throws IllegalArgumentException if no method is annotated, or one cannot be bound
     */
    WampFuture<Bindings> register(Object object);

    /** Subscribes to a topic. */
    default WampFuture<Subscription> subscribe(String topic, EventHandler handler) {
        return subscribe(TopicFilter.of(topic), handler);
    }

    /** Subscribes to a topic, or all that match a pattern. */
    WampFuture<Subscription> subscribe(TopicFilter filter, EventHandler handler);

    /** Publishes positional arguments without an acknowledgement; see {@link #publish(Publication)}. */
    default WampFuture<Void> publish(String topic, @Nullable Object... args) {
        return publish(Publication.of(topic).args(args));
    }

    /**
     * Publishes without an acknowledgement (PS-4).
     *
     * @return completes when the event is handed to the transport; a fast publisher waits for it to keep the pace of a slow network
     */
    WampFuture<Void> publish(Publication publication);

    /** Publishes positional arguments; see {@link #publishAcknowledged(Publication)}. */
    default WampFuture<Long> publishAcknowledged(String topic, @Nullable Object... args) {
        return publishAcknowledged(Publication.of(topic).args(args));
    }

    /** Publishes; completes with the id of the publication when the router has accepted it, fails when it refuses (PS-5). */
    WampFuture<Long> publishAcknowledged(Publication publication);

    /**
     * How many events never reached their handlers: more than {@code maxQueued} waited for slow ones, or they could not be opened (PPT-6). Counts deliveries,
     * one for each handler; over all joins, if the session reconnects.
     */
    long droppedEvents();

    /** Leaves the realm and closes the connection; completes when that is done, at the latest after a few seconds. */
    default WampFuture<CloseReason> leave() {
        return leave(CloseUris.NORMAL);
    }

    /** As {@link #leave()}, with a reason of one's own (SES-16). */
    WampFuture<CloseReason> leave(String reason);

    /** Leaves without waiting. */
    @Override
    default void close() {
        leave();
    }

    /** What {@link #register(Object)} set up. */
    record Bindings(List<Registration> registrations, List<Subscription> subscriptions) {
        public Bindings {
            registrations = List.copyOf(registrations);
            subscriptions = List.copyOf(subscriptions);
        }
    }
}
