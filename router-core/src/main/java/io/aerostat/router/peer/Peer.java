package io.aerostat.router.peer;

import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.router.link.Sent;
import io.aerostat.router.link.SharedMessage;
import io.aerostat.router.session.Principal;
import io.aerostat.router.session.TransportInfo;
import io.aerostat.router.tally.RoleTally;
import io.netty.util.concurrent.EventExecutor;
import org.jspecify.annotations.Nullable;

/**
 * A joined session, as broker, dealer and meta API see it. The methods from {@link #id} to {@link #tally}, and
 * {@link #run}, may be called on any thread, the others only on the session's loop.
 */
public interface Peer {
    long id();

    Principal principal();

    /** Returns the roles and features that the client announced in HELLO. */
    Roles roles();

    TransportInfo transport();

    EventExecutor loop();

    /**
     * Returns the name of the client's serializer, such as {@code json}; null for an in-process session, which needs
     * none.
     */
    default @Nullable String serializer() {
        return null;
    }

    /** Returns the tally of this session's calls, publications and events; only the session's loop changes it. */
    default RoleTally tally() {
        return RoleTally.UNCOUNTED;
    }

    /**
     * Returns the {@link System#nanoTime()} at which the current message arrived, or the present time if the transport
     * does not record arrivals. Called on the session's loop.
     */
    default long arrivedAt() {
        return System.nanoTime();
    }

    /**
     * Queues a message for the client; never blocks. Callers must check the outcome, so that no answer is lost
     * silently.
     */
    Sent send(WampMessage message);

    Sent send(SharedMessage message);

    /** Returns the number of bytes that wait for the client to read them; 0 if the transport does not queue. */
    default long pendingBytes() {
        return 0;
    }

    /** Checks whether the session has joined and neither side has begun to leave. */
    boolean isLive();

    /** Ends the session with ABORT {@code wamp.error.protocol_violation} (PV-1 to PV-12). */
    void violate(String message);

    /** Ends the session with GOODBYE, as {@code wamp.session.kill} does (SM-1). */
    void kill(String reason, @Nullable String message);

    /**
     * Pauses reading from this client until {@link #releaseReading()}, which must be called once for each call of this
     * method. Messages that have already been read may still arrive.
     */
    default void holdReading() {}

    /** Undoes one {@link #holdReading()}. */
    default void releaseReading() {}

    /**
     * Runs a task on the session's loop: at once if called on that loop, otherwise in the order of submission. Any
     * thread.
     */
    default void run(Runnable task) {
        if (loop().inEventLoop()) {
            task.run();
        } else {
            loop().execute(task);
        }
    }
}
