package io.aerostat.router.local;

import io.aerostat.protocol.local.LocalConnection;
import io.aerostat.protocol.local.LocalReceiver;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.Serializer;
import io.aerostat.protocol.serializer.Serializers;
import io.aerostat.router.link.HeldMessages;
import io.aerostat.router.link.Link;
import io.aerostat.router.link.LinkAcceptor;
import io.aerostat.router.link.LinkClose;
import io.aerostat.router.link.LinkHandler;
import io.aerostat.router.link.Sent;
import io.aerostat.router.link.SharedMessage;
import io.aerostat.router.session.TransportInfo;
import io.netty.util.concurrent.EventExecutor;
import java.util.Locale;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Both ends of one in-process connection. Any thread may call the client's methods ({@link LocalConnection}); the
 * methods of the link are confined to its loop. The client's messages wait for the loop, up to a limit; if a client
 * exceeds the limit, the connection ends.
 */
final class LocalLink implements Link, LocalConnection {
    private static final Logger LOG = LoggerFactory.getLogger(LocalLink.class);

    /** The largest number of messages that may wait for the router. */
    private static final int MAX_WAITING = 100_000;
    /** The number of waiting messages at which the client should pause until only {@link #LOW_WATER} are left. */
    private static final int HIGH_WATER = 8_192;

    private static final int LOW_WATER = 4_096;

    private final EventExecutor loop;
    private final LocalReceiver receiver;
    private final AtomicInteger waiting = new AtomicInteger();
    /** Whether the client may be waiting for a call of {@link LocalReceiver#writable}. */
    private final AtomicBoolean full = new AtomicBoolean();
    /** Messages that have arrived while reading was paused. */
    private final HeldMessages<WampMessage> held = new HeldMessages<>();

    private @Nullable LinkHandler handler;
    private volatile boolean closed;

    LocalLink(EventExecutor loop, LocalReceiver receiver) {
        this.loop = loop;
        this.receiver = receiver;
    }

    void start(LinkAcceptor acceptor) {
        execute(() -> handler = acceptor.accept(this));
    }

    // Methods for the client, on any thread

    @Override
    public void send(WampMessage message) {
        if (closed) {
            return;
        }
        int present = waiting.incrementAndGet();
        if (present >= HIGH_WATER) {
            full.set(true);
        }
        if (present > MAX_WAITING) {
            execute(() -> end("more than " + MAX_WAITING + " messages wait for the router"));
        } else {
            execute(() -> receive(message));
        }
    }

    @Override
    public boolean isWritable() {
        return waiting.get() < HIGH_WATER;
    }

    @Override
    public void close() {
        execute(() -> end("closed by the client"));
    }

    private void execute(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            // The router has ended, and so has the session.
            if (!closed) {
                closed = true;
                receiver.closed("the router has ended");
            }
        }
    }

    // Methods for the router, on the loop

    private void receive(WampMessage message) {
        if (closed) {
            return;
        }
        if (held.isHolding()) {
            held.add(message);
        } else {
            handle(message);
        }
    }

    private void handle(WampMessage message) {
        int left = waiting.decrementAndGet();
        LinkHandler current = handler;
        if (current != null) {
            current.traffic().countReceived(0);
            current.onMessage(message);
        }
        if (left <= LOW_WATER && full.get() && full.compareAndSet(true, false)) {
            tellWritable();
        }
    }

    private void tellWritable() {
        try {
            receiver.writable();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("a local client failed in writable()");
        }
    }

    private void end(String reason) {
        if (closed) {
            return;
        }
        closed = true;
        held.clear();
        if (handler != null) {
            handler.onClosed(reason);
        }
        try {
            receiver.closed(reason);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("a local client failed in closed()");
        }
    }

    @Override
    public EventExecutor loop() {
        return loop;
    }

    @Override
    public Serializer serializer() {
        return Serializers.of(Serialization.CBOR);
    }

    @Override
    public TransportInfo transport() {
        return TransportInfo.local();
    }

    @Override
    public Sent write(WampMessage message) {
        assert loop.inEventLoop() : "write outside of the link's event loop";
        if (closed) {
            return Sent.CLOSED;
        }
        LinkHandler current = handler;
        if (current != null) {
            current.traffic().countSent(0);
        }
        try {
            receiver.message(message);
        } catch (RuntimeException e) {
            // An exception in the client must not harm the router (P2).
            LOG.atError().setCause(e).log("a local client failed in message()");
            loop.execute(() -> end("the client failed"));
        }
        return Sent.OK;
    }

    @Override
    public Sent write(SharedMessage message) {
        return write(message.message());
    }

    @Override
    public long pendingBytes() {
        return 0;
    }

    /** Does nothing: the client gets each message immediately, so no messages are queued. */
    @Override
    public void limitPending(long bytes) {}

    @Override
    public void pauseReading() {
        held.pause();
    }

    @Override
    public void resumeReading() {
        if (held.resume()) {
            // Use a separate task, because the handler may be handling a message.
            execute(this::handleHeld);
        }
    }

    private void handleHeld() {
        for (WampMessage message = held.next(); message != null && !closed; message = held.next()) {
            handle(message);
        }
    }

    @Override
    public void close(LinkClose reason) {
        execute(() -> end("closed by the router: " + reason.name().toLowerCase(Locale.ROOT)));
    }
}
