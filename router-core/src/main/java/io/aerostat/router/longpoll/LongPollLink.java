package io.aerostat.router.longpoll;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.framing.Batches;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.message.Welcome;
import io.aerostat.protocol.negotiation.Subprotocol;
import io.aerostat.protocol.serializer.Serializer;
import io.aerostat.router.link.HeldMessages;
import io.aerostat.router.link.Link;
import io.aerostat.router.link.LinkAcceptor;
import io.aerostat.router.link.LinkClose;
import io.aerostat.router.link.LinkHandler;
import io.aerostat.router.link.OutboundBudget;
import io.aerostat.router.link.PeerSerializer;
import io.aerostat.router.link.Sent;
import io.aerostat.router.link.SharedMessage;
import io.aerostat.router.listener.LongPollOptions;
import io.aerostat.router.session.TransportInfo;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A link whose client fetches its messages by successive requests. Confined to its loop, on which the service that
 * handles the requests calls {@link #receive}, {@link #send} and {@link #hangUp}.
 */
public final class LongPollLink implements Link {
    /** The number of messages that a client may send while reading is paused. */
    private static final int MAX_HELD = 100;

    /** Answers a request for messages with the bytes of the response. The array is empty if no message came in time. */
    public interface Poll extends Consumer<byte[]> {}

    private enum State {
        OPEN,
        /** The session has closed the link: queued messages are still delivered, and incoming ones are refused. */
        CLOSING,
        CLOSED
    }

    private final EventExecutor loop;
    private final Subprotocol subprotocol;
    private final PeerSerializer serializer;
    private final TransportInfo transport;
    private final LongPollOptions options;
    private final Runnable onEstablished;
    private final Runnable onEnd;
    private final Outbox outbox;
    private final HeldMessages<byte[]> held = new HeldMessages<>();
    private final LinkHandler handler;

    private State state = State.OPEN;
    private String closeReason = "";
    private boolean established;
    private @Nullable Poll poll;
    private @Nullable Future<?> timer;
    private boolean deliveryQueued;

    /**
     * Makes a link and passes it to its session. Called on {@code loop}.
     *
     * @param onEstablished runs once, when the session is established or the link ends (P7)
     * @param onEnd runs once, when the link has ended
     */
    public LongPollLink(
            EventExecutor loop,
            Subprotocol subprotocol,
            TransportInfo transport,
            LongPollOptions options,
            LinkAcceptor acceptor,
            Runnable onEstablished,
            Runnable onEnd) {
        this.loop = loop;
        this.subprotocol = subprotocol;
        this.serializer = PeerSerializer.of(
                subprotocol.serialization(), options.connection().ubjsonDialect(), transport);
        this.transport = transport;
        this.options = options;
        this.onEstablished = onEstablished;
        this.onEnd = onEnd;
        this.outbox = new Outbox(
                subprotocol,
                serializer,
                OutboundBudget.of(options.connection().outgoingBudget()),
                options.queueLimitMessages());
        try {
            this.handler = acceptor.accept(this);
        } catch (RuntimeException e) {
            onEstablished.run();
            throw e;
        }
        outbox.countIn(handler.traffic());
        within(options.sessionTimeout(), this::clientIsGone);
    }

    public Subprotocol subprotocol() {
        return subprotocol;
    }

    // Methods that handle the client's requests

    /**
     * Answers a request for messages as soon as there are messages, or without messages after {@code requestTimeout}
     * (LP-2). If an earlier request is still waiting, that request is answered without messages.
     */
    public void receive(Poll newPoll) {
        answer(new byte[0]); // LP-6
        if (state == State.CLOSED) {
            newPoll.accept(new byte[0]);
            return;
        }
        poll = newPoll;
        within(options.requestTimeout(), this::answerEmpty);
        deliver();
    }

    /** Called when the client has abandoned a request for messages. */
    public void forget(Poll abandoned) {
        if (poll == abandoned) {
            poll = null;
            within(options.sessionTimeout(), this::clientIsGone);
        }
    }

    /** Answers a request for messages with an empty response, if that request is still waiting. */
    public void release(Poll waiting) {
        if (poll == waiting) {
            answerEmpty();
        }
    }

    /**
     * Handles a message, or a batch of messages, from the client (LP-3).
     *
     * @return false if the messages are invalid, or the link does not accept them
     */
    public boolean send(byte[] body) {
        if (state != State.OPEN || body.length > options.connection().maxMessageSize()) {
            return false;
        }
        try {
            outbox.separateWith(Batches.separatorOf(body));
            return subprotocol.batched() ? Batches.read(body, subprotocol.isText(), this::take) : take(body);
        } catch (ProtocolViolation e) {
            violated(e);
            return false;
        }
    }

    private boolean take(byte[] message) throws ProtocolViolation {
        if (!held.isHolding()) {
            handle(message);
            return true;
        }
        if (held.size() >= MAX_HELD) {
            return false;
        }
        held.add(message);
        return true;
    }

    /** Ends the session at the client's request (LP-4). */
    public void hangUp() {
        end("closed by the client");
    }

    private void handle(byte[] bytes) throws ProtocolViolation {
        if (state == State.OPEN) {
            handler.traffic().countReceived(bytes.length);
            handler.onMessage(serializer.decode(bytes, options.connection().decodeLimits()));
        }
    }

    private void violated(ProtocolViolation violation) {
        if (state == State.OPEN) {
            handler.onViolation(violation);
            close(LinkClose.PROTOCOL_ERROR);
        }
    }

    // Methods that the session calls

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
        assert loop.inEventLoop() : "write outside of the link's event loop";
        Sent sent = state == State.OPEN ? delivered(outbox.write(message)) : Sent.CLOSED;
        if (sent == Sent.OK && message instanceof Welcome) {
            establish();
        }
        return sent;
    }

    @Override
    public Sent write(SharedMessage message) {
        return state == State.OPEN ? delivered(outbox.write(message)) : Sent.CLOSED;
    }

    /**
     * Delivers a written message after the loop's current task. If the client accepts batches, other messages written
     * during that task go into the same batch.
     */
    private Sent delivered(Sent sent) {
        if (sent == Sent.OK && poll != null && !deliveryQueued) {
            deliveryQueued = true;
            loop.execute(() -> {
                deliveryQueued = false;
                deliver();
            });
        }
        return sent;
    }

    @Override
    public long pendingBytes() {
        return outbox.bytes();
    }

    @Override
    public void limitPending(long bytes) {
        outbox.limit(OutboundBudget.of(bytes));
    }

    @Override
    public void pauseReading() {
        held.pause();
    }

    @Override
    public void resumeReading() {
        if (held.resume()) {
            // Use a separate task, because the handler may be handling a message.
            loop.execute(this::handleHeld);
        }
    }

    private void handleHeld() {
        try {
            for (byte[] message = held.next(); message != null; message = held.next()) {
                handle(message);
            }
        } catch (ProtocolViolation e) {
            violated(e);
        }
    }

    @Override
    public void close(LinkClose reason) {
        if (state != State.OPEN) {
            return;
        }
        state = State.CLOSING;
        closeReason = "closed by the router: " + reason;
        if (outbox.isEmpty()) {
            end(closeReason);
        } else {
            // Queued messages are still delivered if the client requests them in time.
            within(options.connection().closeTimeout(), () -> end(closeReason));
            deliver();
        }
    }

    // Delivery, and the end of the link

    private void deliver() {
        if (poll == null || outbox.isEmpty()) {
            return;
        }
        if (state == State.OPEN) {
            within(options.sessionTimeout(), this::clientIsGone);
        }
        answer(outbox.takeResponse());
        if (state == State.CLOSING && outbox.isEmpty()) {
            end(closeReason);
        }
    }

    /** Answers the waiting request for messages, if there is one. */
    private void answer(byte[] response) {
        Poll answered = poll;
        poll = null;
        if (answered != null) {
            answered.accept(response);
        }
    }

    private void answerEmpty() {
        within(options.sessionTimeout(), this::clientIsGone);
        answer(new byte[0]);
    }

    private void clientIsGone() {
        end("no request for messages within " + options.sessionTimeout().toSeconds() + " s");
    }

    private void end(String reason) {
        if (state == State.CLOSED) {
            return;
        }
        state = State.CLOSED;
        held.clear();
        outbox.clear();
        if (timer != null) {
            timer.cancel(false);
        }
        answer(new byte[0]);
        establish();
        onEnd.run();
        handler.onClosed(reason);
    }

    /** Checks whether the session is established or the link has ended. */
    public boolean isEstablished() {
        return established;
    }

    private void establish() {
        if (!established) {
            established = true;
            onEstablished.run();
        }
    }

    /** Replaces the deadline of the link; there is only one at a time. */
    private void within(Duration time, Runnable task) {
        if (timer != null) {
            timer.cancel(false);
        }
        timer = loop.schedule(task, time.toNanos(), TimeUnit.NANOSECONDS);
    }
}
