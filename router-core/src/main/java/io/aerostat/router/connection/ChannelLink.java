package io.aerostat.router.connection;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.framing.Keepalive;
import io.aerostat.protocol.message.Abort;
import io.aerostat.protocol.message.Goodbye;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.message.Welcome;
import io.aerostat.protocol.serializer.Serializer;
import io.aerostat.router.link.Link;
import io.aerostat.router.link.LinkAcceptor;
import io.aerostat.router.link.LinkClose;
import io.aerostat.router.link.LinkHandler;
import io.aerostat.router.link.OversizedMessage;
import io.aerostat.router.link.PeerSerializer;
import io.aerostat.router.link.Sent;
import io.aerostat.router.link.SharedMessage;
import io.aerostat.router.link.TransportInfo;
import io.aerostat.router.listener.ConnectionOptions;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A link over a socket, from the end of its handshake: the only handler of its channel besides TLS. Subclasses know the framing. Confined to the
 * channel's loop.
 */
public abstract class ChannelLink extends ChannelInboundHandlerAdapter implements Link, Keepalive.Watched {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelLink.class);
    /** How long a peer that sends nothing more may take to read what was written to it. */
    private static final long LAST_WORDS_SECONDS = 10;

    private enum State {
        /** Messages go both ways. */
        OPEN,
        /** The end was announced: what is queued is still written, what arrives is ignored. */
        CLOSING,
        CLOSED
    }

    private final ConnectionOptions options;
    private final PeerSerializer serializer;
    private final TransportInfo transport;
    private final LinkAcceptor acceptor;
    private final Runnable onEstablished;

    private State state = State.OPEN;
    private boolean established;
    private @Nullable ChannelHandlerContext context;
    private @Nullable LinkHandler handler;
    private @Nullable Keepalive keepalive;
    private @Nullable OutgoingBatch batch;
    private boolean flushQueued;
    private @Nullable Future<?> closeTimer;
    private @Nullable String closeReason;
    private long budget;

    /** @param onEstablished run once, when the session is welcomed or the connection ends: it no longer counts as pending (P7) */
    protected ChannelLink(
            ConnectionOptions options,
            Serializer serializer,
            TransportInfo transport,
            LinkAcceptor acceptor,
            Runnable onEstablished) {
        this.options = options;
        this.serializer = new PeerSerializer(serializer.serialization(), options.ubjsonDialect(), transport);
        this.transport = transport;
        this.acceptor = acceptor;
        this.onEstablished = onEstablished;
        this.budget = options.outgoingBudget();
    }

    // What a framing adds.

    /** Reads all of {@code in}, and calls {@link #deliver} and its siblings for what it finds. */
    protected abstract void read(ByteBuf in);

    /** The peer is not listened to any more, except perhaps for its farewell. */
    protected abstract void stopReading();

    /** Frees what the reader and the writer hold. */
    protected abstract void release();

    /** The largest message that the peer receives (RAW-6). */
    protected abstract int maxOutgoingSize();

    /** Leaves room for a header at the writer index; returns how much. */
    protected abstract int beginFrame(ByteBuf out, int expectedLength);

    /** Writes the header into the room, for the message that stands behind it. */
    protected abstract void endFrame(ByteBuf out, int frame, int room);

    protected abstract void writeFrame(ByteBuf out, byte[] message);

    /** Completes what {@link #endFrame} has left open: something else follows, or nothing. */
    protected void completeFrames(ByteBuf out) {}

    protected abstract void writePing(ByteBuf out);

    /**
     * Writes what announces the end.
     *
     * @return true if the peer answers with an announcement of its own, which is then waited for
     */
    protected abstract boolean writeFarewell(ByteBuf out, LinkClose reason);

    // Link

    @Override
    public final EventExecutor loop() {
        return context().executor();
    }

    @Override
    public final Serializer serializer() {
        return serializer.current();
    }

    @Override
    public final TransportInfo transport() {
        return transport;
    }

    @Override
    public final Sent write(WampMessage message) {
        Sent admitted = admit(message);
        if (admitted != Sent.OK) {
            return admitted;
        }
        int expectedLength = ExpectedLength.of(message);
        ByteBuf out = batch().next(expectedLength);
        int frame = out.writerIndex();
        int room = beginFrame(out, expectedLength);
        try {
            serializer.current().encode(message, out);
        } catch (NotExpressible e) {
            out.writerIndex(frame);
            return Sent.NOT_EXPRESSIBLE;
        }
        int length = out.writerIndex() - frame - room;
        if (length > maxOutgoingSize()) {
            out.writerIndex(frame);
            return Sent.TOO_LARGE;
        }
        if (isBeyondBudget(frame, length) && !isLast(message)) {
            out.writerIndex(frame);
            if (!flushQueued) {
                return Sent.OVER_BUDGET;
            }
            relieve();
            return pendingBytes() + length <= budget ? write(message) : Sent.OVER_BUDGET;
        }
        endFrame(out, frame, room);
        written();
        if (!established && message instanceof Welcome) {
            establish();
        }
        return Sent.OK;
    }

    @Override
    public final Sent write(SharedMessage message) {
        Sent admitted = admit(message.message());
        if (admitted != Sent.OK) {
            return admitted;
        }
        byte[] bytes;
        try {
            bytes = message.bytes(serializer.current());
        } catch (NotExpressible e) {
            return Sent.NOT_EXPRESSIBLE;
        }
        if (bytes.length > maxOutgoingSize()) {
            return Sent.TOO_LARGE;
        }
        if (isBeyondBudget(batch().size(), bytes.length)) {
            relieve();
            if (isBeyondBudget(batch().size(), bytes.length)) {
                return Sent.OVER_BUDGET;
            }
        }
        writeFrame(batch().next(bytes.length), bytes);
        written();
        return Sent.OK;
    }

    /**
     * Whether a message would make more wait than may. One that is greater than the whole budget passes when nothing waits: it could never be sent
     * otherwise, and its size has a limit of its own.
     *
     * @param batched octets before it in the batch
     */
    private boolean isBeyondBudget(int batched, int length) {
        long before = batched + queuedBytes();
        return before > 0 && before + length > budget;
    }

    private Sent admit(WampMessage message) {
        assert loop().inEventLoop() : "write on a foreign thread";
        if (state != State.OPEN) {
            return Sent.CLOSED;
        }
        // The last word is never refused for want of budget: it ends the wait (P4).
        if (pendingBytes() < budget || isLast(message)) {
            return Sent.OK;
        }
        relieve();
        return pendingBytes() < budget ? Sent.OK : Sent.OVER_BUDGET;
    }

    /**
     * Offers to the operating system what waits for the end of the batch: a peer is not slow as long as nobody has tried to send. Costs nothing for
     * one that is, because the channel knows that its socket takes no more.
     */
    private void relieve() {
        if (flushQueued) {
            flush();
        }
    }

    private static boolean isLast(WampMessage message) {
        return message instanceof Goodbye || message instanceof Abort;
    }

    @Override
    public final long pendingBytes() {
        return queuedBytes() + batch().size();
    }

    /** What the channel has been given and the operating system has not taken. */
    private long queuedBytes() {
        ChannelOutboundBuffer queued = context().channel().unsafe().outboundBuffer();
        return queued == null ? 0 : queued.totalPendingWriteBytes();
    }

    @Override
    public final void limitPending(long bytes) {
        budget = bytes;
    }

    @Override
    public final void pauseReading() {
        if (state == State.OPEN) {
            context().channel().config().setAutoRead(false);
            keepalive().suspend();
        }
    }

    @Override
    public final void resumeReading() {
        context().channel().config().setAutoRead(true);
        keepalive().resume();
    }

    @Override
    public final void close(LinkClose reason) {
        if (state != State.OPEN) {
            return;
        }
        boolean answered = writeFarewell(controlBatch(0), reason);
        end("closed by the router: " + reason, answered);
    }

    // For subclasses

    /** A whole message has arrived. */
    protected final void deliver(byte[] bytes) {
        if (state != State.OPEN) {
            return;
        }
        WampMessage message;
        try {
            message = serializer.decode(bytes, options.decodeLimits());
        } catch (ProtocolViolation e) {
            violated(e);
            return;
        }
        handler().onMessage(message);
    }

    /** What arrived is not WAMP, or not even the framing. */
    protected final void violated(ProtocolViolation violation) {
        stopReading();
        if (state == State.OPEN) {
            handler().onViolation(violation);
            close(LinkClose.PROTOCOL_ERROR);
        }
    }

    /** A message larger than accepted is being skipped; {@code head} is how it begins (P21). */
    protected final void tooLarge(byte[] head) {
        if (state != State.OPEN) {
            return;
        }
        Optional<OversizedMessage> recognized =
                MessageHead.read(serializer.current().serialization(), head);
        if (recognized.isPresent()) {
            handler().onOversized(recognized.get());
        } else {
            violated(new ProtocolViolation(
                    "max_message_size: found a message of more than " + options.maxMessageSize() + " octets"));
        }
    }

    /** Whether the peer is known to answer pings as soon as the connection stands. */
    protected boolean pingsFromTheStart() {
        return true;
    }

    /** Begins to ping the peer; to be called once. */
    protected final void startPings() {
        if (state == State.OPEN) {
            keepalive().start();
        }
    }

    /** Whether messages go both ways. */
    protected final boolean isOpen() {
        return state == State.OPEN;
    }

    /** Whether a ping is answered: not to a peer that sends pings and does not read the answers. */
    protected final boolean mayAnswer() {
        return state == State.OPEN && pendingBytes() < budget;
    }

    /** The peer has announced the end; {@code farewell} answers it if this side has not announced it already. */
    protected final void peerCloses(String reason, Consumer<ByteBuf> farewell) {
        if (state == State.OPEN) {
            farewell.accept(controlBatch(0));
            end(reason, false);
        } else if (state == State.CLOSING) {
            context().close();
        }
    }

    /** Where to write a frame that is no message, such as a pong; to be followed by {@link #written()}. */
    protected final ByteBuf controlBatch(int expectedLength) {
        return batch().nextControl(expectedLength);
    }

    /** A frame was added to the batch. */
    protected final void written() {
        batch().handOverIfFull();
        if (!flushQueued) {
            flushQueued = true;
            FlushQueue.add(loop(), this);
        }
    }

    protected final ConnectionOptions options() {
        return options;
    }

    // Writing

    /** The loop has read and done what there was. */
    final void flushBatch() {
        flushQueued = false;
        if (state == State.OPEN && !context().channel().isWritable()) {
            // Full batches have been handed to the channel, but not to the operating system: without this they would
            // wait for ever.
            context().flush();
            if (!context().channel().isWritable()) {
                // A peer that does not read: its messages gather in one buffer rather than in one each, until it reads
                // again.
                return;
            }
        }
        flush();
    }

    private void flush() {
        if (state == State.CLOSED) {
            batch().discard();
        } else {
            batch().handOver();
        }
        context().flush();
    }

    // The end

    private void end(String reason, boolean peerAnswers) {
        state = State.CLOSING;
        closeReason = reason;
        stopReading();
        keepalive().stop();
        ChannelHandlerContext context = context();
        // The farewell of the peer, or its end of the connection, must be noticed even if reading was paused.
        context.channel().config().setAutoRead(true);
        closeTimer = loop().schedule(
                        () -> abandon("the peer did not read or answer in time"),
                        options.closeTimeout().toNanos(),
                        TimeUnit.NANOSECONDS);
        flush();
        if (!peerAnswers) {
            context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> shutDown());
        }
    }

    /**
     * Everything has been written. Closing now would reset the connection if anything of the peer is still on its way, and take the last words
     * with it; so only this direction ends, and the peer ends the other one, or the timer does.
     */
    private void shutDown() {
        ChannelHandlerContext context = context();
        boolean tls = context.pipeline().get(SslHandler.class) != null;
        if (!tls
                && context.channel() instanceof DuplexChannel duplex
                && duplex.isActive()
                && !duplex.isInputShutdown()) {
            duplex.shutdownOutput();
        } else {
            context.close();
        }
    }

    /** Ends the connection without a word. */
    protected final void abandon(String reason) {
        if (closeReason == null) {
            closeReason = reason;
        }
        context().close();
    }

    @Override
    public final void ping() {
        if (state == State.OPEN) {
            writePing(controlBatch(0));
            written();
        }
    }

    @Override
    public final void peerIsDead() {
        abandon("no sign of life within " + options.pingTimeout().toSeconds() + " s of a ping");
    }

    private void establish() {
        if (!established) {
            established = true;
            onEstablished.run();
            Newcomer.settle(context().channel());
        }
    }

    // Channel events

    @Override
    public final void handlerAdded(ChannelHandlerContext context) {
        this.context = context;
        this.batch = new OutgoingBatch(context, this::completeFrames);
        this.keepalive = new Keepalive(context.executor(), options.pingInterval(), options.pingTimeout(), this);
        try {
            this.handler = acceptor.accept(this);
        } catch (RuntimeException e) {
            state = State.CLOSED;
            establish();
            release();
            context.close();
            throw e;
        }
        if (pingsFromTheStart()) {
            keepalive.start();
        }
    }

    @Override
    public final void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            if (state != State.CLOSED) {
                read(in);
            }
        } finally {
            in.release();
        }
    }

    @Override
    public final void channelReadComplete(ChannelHandlerContext context) {
        keepalive().heard();
    }

    @Override
    public final void channelWritabilityChanged(ChannelHandlerContext context) {
        if (state == State.OPEN && context.channel().isWritable() && !batch().isEmpty() && !flushQueued) {
            flush();
        }
    }

    @Override
    public final void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (InputEnd.isMeantBy(event)) {
            inputEnded();
        }
        context.fireUserEventTriggered(event);
    }

    /** The peer sends nothing more, so its session is over; what has been written before may still reach it. */
    private void inputEnded() {
        if (state == State.CLOSED) {
            return;
        }
        flush();
        ended();
        ChannelHandlerContext context = context();
        Future<?> deadline = loop().schedule((Runnable) context::close, LAST_WORDS_SECONDS, TimeUnit.SECONDS);
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> {
            deadline.cancel(false);
            context.close();
        });
    }

    @Override
    public final void channelInactive(ChannelHandlerContext context) {
        ended();
    }

    private void ended() {
        if (state == State.CLOSED) {
            return;
        }
        state = State.CLOSED;
        keepalive().stop();
        if (closeTimer != null) {
            closeTimer.cancel(false);
        }
        batch().discard();
        stopReading();
        release();
        establish();
        LoopShare.of(loop())
                .take(() -> handler().onClosed(closeReason == null ? "the connection was lost" : closeReason));
    }

    @Override
    public final void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (LostConnection.isMeantBy(cause)) {
            LOG.debug("connection lost: {}", transport, cause);
            abandon("the connection was lost: " + cause.getMessage());
            return;
        }
        LOG.error("a bug ends the connection: {}", transport, cause);
        if (closeReason == null) {
            closeReason = "internal error";
        }
        close(LinkClose.INTERNAL_ERROR);
    }

    private ChannelHandlerContext context() {
        if (context == null) {
            throw new IllegalStateException("not in a channel yet");
        }
        return context;
    }

    private OutgoingBatch batch() {
        if (batch == null) {
            throw new IllegalStateException("not in a channel yet");
        }
        return batch;
    }

    private LinkHandler handler() {
        if (handler == null) {
            throw new IllegalStateException("not accepted yet");
        }
        return handler;
    }

    private Keepalive keepalive() {
        if (keepalive == null) {
            throw new IllegalStateException("not in a channel yet");
        }
        return keepalive;
    }
}
