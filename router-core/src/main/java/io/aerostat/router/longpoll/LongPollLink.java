package io.aerostat.router.longpoll;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.framing.Batches;
import io.aerostat.protocol.framing.Subprotocol;
import io.aerostat.protocol.message.Abort;
import io.aerostat.protocol.message.Goodbye;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.message.Welcome;
import io.aerostat.protocol.serializer.Serializer;
import io.aerostat.router.link.Link;
import io.aerostat.router.link.LinkClose;
import io.aerostat.router.link.LinkHandler;
import io.aerostat.router.link.PeerSerializer;
import io.aerostat.router.link.Sent;
import io.aerostat.router.link.SharedMessage;
import io.aerostat.router.link.TransportInfo;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A link whose client fetches its messages with one request after the other. Confined to its loop; {@link #receive}, {@link #send} and {@link
 * #hangUp} are called there too, by whoever serves the requests.
 */
public final class LongPollLink implements Link {
    /** What a client may have sent while reading is paused. */
    private static final int MAX_HELD = 100;

    /** Answers one request for messages: the octets of the response, none if there was nothing in time. */
    public interface Poll extends Consumer<byte[]> {}

    private final EventExecutor loop;
    private final Subprotocol subprotocol;
    private final PeerSerializer serializer;
    private final TransportInfo transport;
    private final LongPollTransport options;
    private final Runnable onEstablished;
    private final Runnable onEnd;

    private final Queue<byte[]> outgoing = new ArrayDeque<>();
    private long outgoingBytes;
    private final Queue<byte[]> held = new ArrayDeque<>();
    private boolean paused;

    private @Nullable LinkHandler handler;
    private @Nullable Poll poll;
    private @Nullable Future<?> timer;
    private boolean deliveryQueued;
    private byte separator = Batches.SEPARATOR;
    private boolean established;
    private boolean closing;
    private boolean closed;
    private String closeReason = "";
    private long budget;

    /**
     * @param onEstablished run once, when the session is welcomed or the link ends (P7)
     * @param onEnd run once, when the link has ended
     */
    public LongPollLink(
            EventExecutor loop,
            Subprotocol subprotocol,
            TransportInfo transport,
            LongPollTransport options,
            Runnable onEstablished,
            Runnable onEnd) {
        this.loop = loop;
        this.subprotocol = subprotocol;
        this.serializer = PeerSerializer.of(
                subprotocol.serialization(), options.connection().ubjsonDialect(), transport);
        this.transport = transport;
        this.options = options;
        this.budget = options.connection().outgoingBudget();
        this.onEstablished = onEstablished;
        this.onEnd = onEnd;
    }

    /** Begins the session. */
    public void start() {
        handler = options.acceptor().accept(this);
        within(options.sessionTimeout(), this::clientIsGone);
    }

    public Subprotocol subprotocol() {
        return subprotocol;
    }

    // What the client asks for

    /** The client wants messages: it gets them when there are some, or nothing after a while (LP-2). A request before this one is answered empty. */
    public void receive(Poll newPoll) {
        Poll superseded = poll;
        poll = null;
        if (superseded != null) {
            superseded.accept(new byte[0]); // LP-6
        }
        if (closed) {
            newPoll.accept(new byte[0]);
            return;
        }
        poll = newPoll;
        within(options.requestTimeout(), this::answerEmpty);
        deliver();
    }

    /** The request for messages was given up by the client. */
    public void forget(Poll abandoned) {
        if (poll == abandoned) {
            poll = null;
            within(options.sessionTimeout(), this::clientIsGone);
        }
    }

    /** Answers the request for messages with none, if it is still held. */
    public void release(Poll held) {
        if (poll == held) {
            answerEmpty();
        }
    }

    /**
     * The client has sent a message, or a batch of them (LP-3).
     *
     * @return false if they could not be understood or taken
     */
    public boolean send(byte[] body) {
        if (closing || closed || body.length > options.connection().maxMessageSize()) {
            return false;
        }
        try {
            separator = Batches.separatorOf(body);
            return subprotocol.batched() ? Batches.read(body, subprotocol.isText(), this::take) : take(body);
        } catch (ProtocolViolation e) {
            violated(e);
            return false;
        }
    }

    private boolean take(byte[] message) throws ProtocolViolation {
        if (!paused && held.isEmpty()) {
            handle(message);
            return true;
        }
        return held.size() < MAX_HELD && held.add(message);
    }

    /** The client ends the session (LP-4). */
    public void hangUp() {
        end("closed by the client");
    }

    private void handle(byte[] bytes) throws ProtocolViolation {
        if (!closing && !closed) {
            WampMessage message = serializer.decode(bytes, options.connection().decodeLimits());
            handler().onMessage(message);
        }
    }

    private void violated(ProtocolViolation violation) {
        if (!closing && !closed) {
            handler().onViolation(violation);
            close(LinkClose.PROTOCOL_ERROR);
        }
    }

    // Link

    @Override
    public EventExecutor loop() {
        return loop;
    }

    @Override
    public Serializer serializer() {
        return serializer.current();
    }

    @Override
    public TransportInfo transport() {
        return transport;
    }

    @Override
    public Sent write(WampMessage message) {
        assert loop.inEventLoop() : "write on a foreign thread";
        Sent admitted = admit(message);
        if (admitted != Sent.OK) {
            return admitted;
        }
        ByteBuf out = Unpooled.buffer(256);
        try {
            serializer.current().encode(message, out);
        } catch (NotExpressible e) {
            return Sent.NOT_EXPRESSIBLE;
        }
        byte[] bytes = ByteBufUtil.getBytes(out);
        if (isBeyondBudget(bytes) && !isLast(message)) {
            return Sent.OVER_BUDGET;
        }
        queue(bytes);
        if (message instanceof Welcome) {
            establish();
        }
        return Sent.OK;
    }

    @Override
    public Sent write(SharedMessage message) {
        Sent admitted = admit(message.message());
        if (admitted != Sent.OK) {
            return admitted;
        }
        try {
            byte[] bytes = message.bytes(serializer.current());
            if (isBeyondBudget(bytes)) {
                return Sent.OVER_BUDGET;
            }
            queue(bytes);
            return Sent.OK;
        } catch (NotExpressible e) {
            return Sent.NOT_EXPRESSIBLE;
        }
    }

    private Sent admit(WampMessage message) {
        if (closing || closed) {
            return Sent.CLOSED;
        }
        // The last word is never refused for want of budget: it ends the wait (P4).
        boolean room = outgoingBytes < budget && outgoing.size() < options.queueLimitMessages();
        return isLast(message) || room ? Sent.OK : Sent.OVER_BUDGET;
    }

    private static boolean isLast(WampMessage message) {
        return message instanceof Goodbye || message instanceof Abort;
    }

    /** A message greater than the whole budget passes when nothing waits: it could never be sent otherwise. */
    private boolean isBeyondBudget(byte[] message) {
        return outgoingBytes > 0 && outgoingBytes + message.length > budget;
    }

    private void queue(byte[] message) {
        outgoing.add(message);
        outgoingBytes += message.length;
        if (poll != null && !deliveryQueued) {
            // What else is written in this turn of the loop goes along, if the client takes batches.
            deliveryQueued = true;
            loop.execute(() -> {
                deliveryQueued = false;
                deliver();
            });
        }
    }

    @Override
    public long pendingBytes() {
        return outgoingBytes;
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
        if (paused) {
            paused = false;
            // By a task of its own: the handler may be in the middle of a message.
            loop.execute(this::handleHeld);
        }
    }

    private void handleHeld() {
        try {
            while (!paused && !held.isEmpty()) {
                handle(held.remove());
            }
        } catch (ProtocolViolation e) {
            violated(e);
        }
    }

    @Override
    public void close(LinkClose reason) {
        if (closing || closed) {
            return;
        }
        closing = true;
        closeReason = "closed by the router: " + reason;
        if (outgoing.isEmpty()) {
            end(closeReason);
        } else {
            // What waits is still delivered, to a client that comes for it in time.
            within(options.connection().closeTimeout(), () -> end(closeReason));
            deliver();
        }
    }

    // Delivery and the end

    private void deliver() {
        Poll current = poll;
        if (current == null || outgoing.isEmpty()) {
            return;
        }
        poll = null;
        if (!closing) {
            within(options.sessionTimeout(), this::clientIsGone);
        }
        current.accept(subprotocol.batched() ? nextBatch() : nextMessage());
        if (closing && outgoing.isEmpty()) {
            end(closeReason);
        }
    }

    private byte[] nextMessage() {
        byte[] message = outgoing.remove();
        outgoingBytes -= message.length;
        return message;
    }

    private byte[] nextBatch() {
        ByteBuf batch = Unpooled.buffer((int) Math.min(1 << 20, outgoingBytes + 8L * outgoing.size()));
        while (!outgoing.isEmpty()) {
            int from = batch.writerIndex();
            batch.writeZero(Batches.prefixLength(subprotocol.isText()));
            batch.writeBytes(nextMessage());
            Batches.finishMessage(batch, from, subprotocol.isText(), separator);
        }
        return ByteBufUtil.getBytes(batch);
    }

    private void answerEmpty() {
        Poll current = poll;
        poll = null;
        within(options.sessionTimeout(), this::clientIsGone);
        if (current != null) {
            current.accept(new byte[0]);
        }
    }

    private void clientIsGone() {
        end("no request for messages within " + options.sessionTimeout().toSeconds() + " s");
    }

    private void end(String reason) {
        if (closed) {
            return;
        }
        closed = true;
        closing = true;
        held.clear();
        outgoing.clear();
        outgoingBytes = 0;
        if (timer != null) {
            timer.cancel(false);
        }
        Poll current = poll;
        poll = null;
        if (current != null) {
            current.accept(new byte[0]);
        }
        establish();
        onEnd.run();
        handler().onClosed(reason);
    }

    /** Whether the session was welcomed, or the link has ended. */
    public boolean isEstablished() {
        return established;
    }

    private void establish() {
        if (!established) {
            established = true;
            onEstablished.run();
        }
    }

    /** There is one deadline at a time. */
    private void within(Duration time, Runnable task) {
        if (timer != null) {
            timer.cancel(false);
        }
        timer = loop.schedule(task, time.toNanos(), TimeUnit.NANOSECONDS);
    }

    private LinkHandler handler() {
        if (handler == null) {
            throw new IllegalStateException("not started yet");
        }
        return handler;
    }
}
