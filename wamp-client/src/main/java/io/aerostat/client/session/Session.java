package io.aerostat.client.session;

import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.pubsub.EventHandler;
import io.aerostat.client.pubsub.Publication;
import io.aerostat.client.pubsub.Subscription;
import io.aerostat.client.pubsub.TopicFilter;
import io.aerostat.client.rpc.Call;
import io.aerostat.client.rpc.CallHandle;
import io.aerostat.client.rpc.CallStream;
import io.aerostat.client.rpc.InvocationHandler;
import io.aerostat.client.rpc.ProcedureOffer;
import io.aerostat.client.rpc.Registration;
import io.aerostat.protocol.error.CloseUris;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session with a router. Any number of threads may use it at the same time (P9); the requests of one thread are sent
 * in order. Futures complete, and handlers run, on the client's executor, never on an event loop.
 *
 * <p>Every request may fail with {@link io.aerostat.client.error.ApplicationError} (the router or a callee refused it),
 * {@link io.aerostat.client.error.SessionLost} (the session ended before the answer, or there is no session at the
 * moment) or {@link io.aerostat.client.error.RequestRejected} (the request was never sent).
 */
public interface Session extends AutoCloseable {
    /** Returns the session's details. After a reconnect, returns the details of the latest join. */
    SessionDetails details();

    /** Returns whether requests can be sent now. */
    boolean isJoined();

    /** Completes with the reason when the session has ended for good; never fails. */
    WampFuture<CloseReason> closed();

    /** Calls a procedure with positional arguments. */
    default CallHandle call(String procedure, @Nullable Object... args) {
        return call(Call.of(procedure).args(args));
    }

    /** Calls a procedure. */
    CallHandle call(Call call);

    /** Calls a procedure and publishes its results one by one (PCR-2). */
    CallStream stream(Call call);

    /**
     * Does the same as {@link #stream}, but the caller may send further arguments with {@link CallStream#send} and
     * {@code finish} (PCI-1).
     */
    CallStream exchange(Call call);

    /** Registers a procedure. */
    default WampFuture<Registration> register(String procedure, InvocationHandler handler) {
        return register(ProcedureOffer.of(procedure), handler);
    }

    /** Registers a procedure, or all procedures that match a pattern. */
    WampFuture<Registration> register(ProcedureOffer offer, InvocationHandler handler);

    /**
     * Registers every method of {@code object} that is annotated with {@link io.aerostat.client.annotation.Procedure},
     * and subscribes every method that is annotated with {@link io.aerostat.client.annotation.Topic}. Fails with the
     * first refusal; earlier registrations and subscriptions stay.
     *
     * @throws IllegalArgumentException if no method is annotated, or if an annotated method cannot be bound
     */
    WampFuture<Bindings> register(Object object);

    /**
     * Registers an implementation of a contract: its procedures, and its methods for events as subscriptions. Methods
     * of the contract that subscribe are not bound. If the router refuses a request, undoes the requests that have
     * succeeded and fails with the refusal.
     *
     * @param contract an interface with {@link io.aerostat.client.annotation.Contract}
     * @throws IllegalArgumentException if the interface is not a contract or a method cannot be bound; the message
     *     names every such method
     */
    <T> WampFuture<Bindings> register(Class<T> contract, T implementation);

    /** Does the same as {@link #proxy(Class, Duration)}; methods that return a value wait for up to 30 seconds. */
    <T> T proxy(Class<T> contract);

    /**
     * Returns an implementation of a contract that calls the procedures, publishes the events, and subscribes. Its
     * methods throw the exceptions of this session's requests and those that the contract declares.
     *
     * @param contract an interface with {@link io.aerostat.client.annotation.Contract}
     * @param deadline how long a method that returns a value waits; after this time, the method cancels the call and
     *     throws {@link WampFuture.AwaitTimeout}
     * @throws IllegalArgumentException if the interface is not a contract or a method cannot become a request; the
     *     message names every such method
     */
    <T> T proxy(Class<T> contract, Duration deadline);

    /** Subscribes to a topic. */
    default WampFuture<Subscription> subscribe(String topic, EventHandler handler) {
        return subscribe(TopicFilter.of(topic), handler);
    }

    /** Subscribes to a topic, or to all topics that match a pattern. */
    WampFuture<Subscription> subscribe(TopicFilter filter, EventHandler handler);

    /** Publishes positional arguments without an acknowledgement; see {@link #publish(Publication)}. */
    default WampFuture<Void> publish(String topic, @Nullable Object... args) {
        return publish(Publication.of(topic).args(args));
    }

    /**
     * Publishes without an acknowledgement (PS-4).
     *
     * @return a future that completes when the transport has taken the event; a publisher that waits for the future
     *     does not outrun a slow network
     */
    WampFuture<Void> publish(Publication publication);

    /** Publishes positional arguments; see {@link #publishAcknowledged(Publication)}. */
    default WampFuture<Long> publishAcknowledged(String topic, @Nullable Object... args) {
        return publishAcknowledged(Publication.of(topic).args(args));
    }

    /**
     * Publishes. Completes with the id of the publication when the router has accepted the publication, and fails if
     * the router refuses it (PS-5).
     */
    WampFuture<Long> publishAcknowledged(Publication publication);

    /**
     * Returns how many deliveries to handlers were dropped, because more than {@code maxQueued} deliveries waited for
     * slow handlers, or because an event could not be decrypted (PPT-6). An event for two handlers counts twice. The
     * number includes the time before a reconnect.
     */
    long droppedEvents();

    /** Leaves the realm and closes the connection. Completes when the connection is closed, within a few seconds. */
    default WampFuture<CloseReason> leave() {
        return leave(CloseUris.NORMAL);
    }

    /** Does the same as {@link #leave()}, with this reason (SES-16). */
    WampFuture<CloseReason> leave(String reason);

    /** Leaves without waiting. */
    @Override
    default void close() {
        leave();
    }

    /** The registrations and subscriptions of {@link #register(Object)}. */
    record Bindings(List<Registration> registrations, List<Subscription> subscriptions) {
        public Bindings {
            registrations = List.copyOf(registrations);
            subscriptions = List.copyOf(subscriptions);
        }
    }
}
