package io.aerostat.router.peer;

import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.router.link.Sent;
import io.aerostat.router.link.SharedMessage;
import io.aerostat.router.link.TransportInfo;
import io.aerostat.router.session.Principal;
import io.netty.util.concurrent.EventExecutor;
import org.jspecify.annotations.Nullable;

/** A joined session as broker, dealer and meta API see it. The first six methods are for any thread, the others for its loop only. */
public interface Peer {
    long id();

    Principal principal();

    /** What the client announced in HELLO. */
    Roles roles();

    TransportInfo transport();

    EventExecutor loop();

    /** The name of the serializer that the client speaks, such as {@code json}; null without any, as within the process. */
    default @Nullable String serializer() {
        return null;
    }

    /** Queues a message for the peer; never blocks. Tells what became of it, so that no answer is lost silently (P4, P21). */
    Sent send(WampMessage message);

    Sent send(SharedMessage message);

    /** Whether the session is joined and neither side has begun to leave. */
    boolean isLive();

    /** Ends the session with ABORT {@code wamp.error.protocol_violation} (PV-1 to PV-12). */
    void violate(String message);

    /** Ends the session with GOODBYE, as {@code wamp.session.kill} does (SM-1). */
    void kill(String reason, @Nullable String message);

    /**
     * Asks that the client is not read from until {@link #releaseReading()}, because it outruns the router. Held as often as it is released; what
     * has been read already still arrives.
     */
    default void holdReading() {}

    default void releaseReading() {}

    /** Runs a task on the session's loop: at once when called there, in order of submission otherwise. Any thread. */
    default void run(Runnable task) {
        if (loop().inEventLoop()) {
            task.run();
        } else {
            loop().execute(task);
        }
    }
}
