package io.aerostat.router.web.bridge;

import io.aerostat.protocol.error.CloseUris;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.Abort;
import io.aerostat.protocol.message.Authenticate;
import io.aerostat.protocol.message.Challenge;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Goodbye;
import io.aerostat.protocol.message.Published;
import io.aerostat.protocol.message.Result;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.message.Welcome;
import io.aerostat.protocol.option.CloseDetails;
import io.aerostat.protocol.option.WelcomeDetails;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.Serializer;
import io.aerostat.protocol.serializer.Serializers;
import io.aerostat.router.link.Link;
import io.aerostat.router.link.LinkAcceptor;
import io.aerostat.router.link.LinkClose;
import io.aerostat.router.link.LinkHandler;
import io.aerostat.router.link.Sent;
import io.aerostat.router.link.SharedMessage;
import io.aerostat.router.session.TransportInfo;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The link of a session that serves one HTTP request. The session joins, makes requests one after another, and leaves.
 * Confined to the loop of the HTTP connection.
 */
public final class RequestSession implements Link {
    /** Makes the requests of a session. Called on the loop of the session. */
    public interface Visitor {
        /** Called when the session is established. */
        void joined(RequestSession session, WelcomeDetails details);

        /**
         * Called with the outcome of each request, and also when the session could not join, or has ended. After
         * {@link RequestSession#leave} and {@link RequestSession#hangUp}, this method is not called any more.
         */
        void answered(RequestSession session, Outcome outcome);
    }

    private final EventExecutor loop;
    private final TransportInfo transport;
    private final Login login;
    private final Duration timeout;
    private final Visitor visitor;
    private final Runnable onEstablished;
    /** Messages for the router that wait until the session reads again. */
    private final Queue<WampMessage> toSend = new ArrayDeque<>();

    private @Nullable LinkHandler handler;
    private @Nullable Future<?> timer;
    private @Nullable WampMessage request;
    private int size;
    private boolean paused;
    private boolean joined;
    private boolean established;
    /** Whether the visitor gets no further outcome. */
    private boolean left;

    private boolean closed;

    /**
     * Creates a session.
     *
     * @param timeout how long the realm may take to answer each request
     * @param onEstablished runs once, when the session is established or the link ends (P7)
     */
    RequestSession(
            EventExecutor loop,
            TransportInfo transport,
            Login login,
            Duration timeout,
            Visitor visitor,
            Runnable onEstablished) {
        this.loop = loop;
        this.transport = transport;
        this.login = login;
        this.timeout = timeout;
        this.visitor = visitor;
        this.onEstablished = onEstablished;
    }

    void start(LinkAcceptor acceptor) {
        try {
            handler = acceptor.accept(this);
        } catch (RuntimeException e) {
            establish();
            throw e;
        }
        deliver(login.hello());
    }

    /**
     * Makes a request. The previous request must already have its outcome.
     *
     * @param next the request; the request ids of a session are 1, 2 …
     * @param bytes the number of bytes of the HTTP request's body
     */
    public void ask(WampMessage next, int bytes) {
        request = next;
        size = bytes;
        timer = loop.schedule(() -> answer(new Outcome.TimedOut()), timeout.toNanos(), TimeUnit.NANOSECONDS);
        deliver(next);
    }

    /** Leaves the realm. The router cancels a call that has no result yet. */
    public void leave() {
        if (!left) {
            left = true;
            cancelTimer();
            if (joined) {
                deliver(new Goodbye(CloseDetails.NONE, CloseUris.NORMAL));
            }
        }
    }

    /** Ends the session without an outcome, because the client has disconnected. The router cancels the call. */
    public void hangUp() {
        left = true;
        end("the client has disconnected");
    }

    // Messages from the client

    private void deliver(WampMessage message) {
        toSend.add(message);
        deliverWaiting();
    }

    /** Delivers messages in a separate task, because the handler may be handling a message. */
    private void deliverWaiting() {
        loop.execute(() -> {
            LinkHandler current = handler;
            while (current != null && !paused && !closed && !toSend.isEmpty()) {
                WampMessage message = toSend.remove();
                current.traffic().countReceived(message == request ? size : 0);
                current.onMessage(message);
            }
        });
    }

    // Messages from the router

    @Override
    public Sent write(WampMessage message) {
        assert loop.inEventLoop() : "write outside of the link's event loop";
        LinkHandler current = handler;
        if (closed || current == null) {
            return Sent.CLOSED;
        }
        current.traffic().countSent(0);
        if (message instanceof Welcome welcome) {
            joined = true;
            establish();
            visitor.joined(this, welcome.details());
        } else if (message instanceof Challenge challenge) {
            login.answer(challenge)
                    .ifPresentOrElse(
                            signature -> deliver(new Authenticate(signature, Map.of())),
                            () -> deliver(
                                    new Abort(CloseDetails.NONE, ErrorUris.AUTHENTICATION_FAILED, Payload.EMPTY)));
        } else if (message instanceof Abort abort) {
            answerLast(new Outcome.Refused(abort.reason(), abort.details().message(), abort.payload()));
        } else if (message instanceof Result result) {
            answer(new Outcome.Returned(result.payload()));
        } else if (message instanceof ErrorMessage error) {
            answer(new Outcome.Failed(error.error(), error.payload()));
        } else if (message instanceof Published published) {
            answer(new Outcome.Published(published.publication()));
        } else if (message instanceof Goodbye goodbye) {
            answerLast(new Outcome.Lost(goodbye.reason()));
            loop.execute(() -> end("the session has ended"));
        }
        return Sent.OK;
    }

    private void answer(Outcome outcome) {
        if (!left) {
            cancelTimer();
            visitor.answered(this, outcome);
        }
    }

    private void answerLast(Outcome outcome) {
        if (!left) {
            left = true;
            cancelTimer();
            visitor.answered(this, outcome);
        }
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    private void establish() {
        if (!established) {
            established = true;
            onEstablished.run();
        }
    }

    private void end(String reason) {
        if (closed) {
            return;
        }
        closed = true;
        toSend.clear();
        cancelTimer();
        establish();
        answerLast(new Outcome.Lost(reason));
        if (handler != null) {
            handler.onClosed(reason);
        }
    }

    @Override
    public EventExecutor loop() {
        return loop;
    }

    @Override
    public Serializer serializer() {
        return Serializers.of(Serialization.JSON);
    }

    @Override
    public TransportInfo transport() {
        return transport;
    }

    @Override
    public Sent write(SharedMessage message) {
        return write(message.message());
    }

    @Override
    public long pendingBytes() {
        return 0;
    }

    /** Does nothing: a session has one request at a time, and each has at most one answer. */
    @Override
    public void limitPending(long bytes) {}

    @Override
    public void pauseReading() {
        paused = true;
    }

    @Override
    public void resumeReading() {
        paused = false;
        deliverWaiting();
    }

    @Override
    public void close(LinkClose reason) {
        loop.execute(() -> end("closed by the router: " + reason));
    }
}
