package io.aerostat.router.session.state;

import static org.awaitility.Awaitility.await;

import io.aerostat.protocol.message.WampMessage;
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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.core.ConditionFactory;

/**
 * A client's end of a connection without sockets. Records the messages of the router, and how the router closes the
 * link.
 */
final class FakeLink implements Link {
    private final EventExecutor loop;
    private final TransportInfo transport;
    private final List<WampMessage> received = new CopyOnWriteArrayList<>();
    private volatile LinkHandler handler;
    private volatile LinkClose closed;
    private volatile boolean paused;
    private volatile long budget = Long.MAX_VALUE;

    FakeLink(EventExecutor loop, LinkAcceptor acceptor) {
        this(loop, acceptor, TransportInfo.local());
    }

    FakeLink(EventExecutor loop, LinkAcceptor acceptor, TransportInfo transport) {
        this.loop = loop;
        this.transport = transport;
        onLoop(() -> handler = acceptor.accept(this));
    }

    /** Sends messages from the client. The session handles them before this method returns. */
    void send(WampMessage... messages) {
        onLoop(() -> {
            for (WampMessage message : messages) {
                if (closed == null) {
                    handler.onMessage(message);
                }
            }
        });
    }

    void lose() {
        onLoop(() -> handler.onClosed("lost"));
    }

    private void onLoop(Runnable task) {
        loop.submit(task).syncUninterruptibly();
    }

    /** Waits for the next message and takes it. */
    <M extends WampMessage> M take(Class<M> type) {
        awaiting().until(() -> !received.isEmpty());
        return type.cast(received.remove(0));
    }

    LinkClose awaitClosed() {
        awaiting().until(() -> closed != null);
        return closed;
    }

    /**
     * Returns a condition factory that checks immediately and often, because most expected messages have already
     * arrived.
     */
    private static ConditionFactory awaiting() {
        return await().atMost(Duration.ofSeconds(60)).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
    }

    LinkHandler handler() {
        return handler;
    }

    boolean isOpen() {
        return closed == null;
    }

    boolean isPaused() {
        return paused;
    }

    List<WampMessage> received() {
        return received;
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
    public Sent write(WampMessage message) {
        if (!loop.inEventLoop()) {
            throw new IllegalStateException("write outside of the link's event loop");
        }
        if (closed != null) {
            return Sent.CLOSED;
        }
        received.add(message);
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

    @Override
    public void limitPending(long bytes) {
        budget = bytes;
    }

    @Override
    public void pauseReading() {
        paused = true;
    }

    @Override
    public void resumeReading() {
        paused = false;
    }

    @Override
    public void close(LinkClose reason) {
        if (closed == null) {
            closed = reason;
            loop.execute(() -> handler.onClosed("closed by us"));
        }
    }
}
