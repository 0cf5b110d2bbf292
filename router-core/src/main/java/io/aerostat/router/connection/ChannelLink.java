package io.aerostat.router.connection;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.framing.FrameBatch;
import io.aerostat.protocol.framing.FrameReceiver;
import io.aerostat.protocol.framing.Framing;
import io.aerostat.protocol.framing.Keepalive;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.message.Welcome;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.Serializer;
import io.aerostat.router.link.Link;
import io.aerostat.router.link.LinkAcceptor;
import io.aerostat.router.link.LinkClose;
import io.aerostat.router.link.LinkHandler;
import io.aerostat.router.link.OutboundBudget;
import io.aerostat.router.link.PeerSerializer;
import io.aerostat.router.link.Sent;
import io.aerostat.router.link.SharedMessage;
import io.aerostat.router.listener.ConnectionOptions;
import io.aerostat.router.session.TransportInfo;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.EventExecutor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The link of a socket connection after its handshake. The link is the only handler of its channel besides TLS; its
 * {@link Framing} implements the transport's frames. Confined to the channel's loop.
 */
public final class ChannelLink extends ChannelInboundHandlerAdapter implements Link, FrameReceiver, Keepalive.Watched {
    /** The states of a link. While a link closes, it still writes queued messages but ignores incoming ones. */
    private enum State {
        OPEN,
        CLOSING,
        CLOSED
    }

    private final Channel channel;
    private final ConnectionOptions options;
    private final PeerSerializer serializer;
    private final TransportInfo transport;
    private final Runnable onEstablished;
    private final Framing framing;
    private final FrameBatch batch;
    private final MessageOutput output;
    private final Keepalive keepalive;
    private final LinkHandler handler;
    private final LinkTraffic traffic = new LinkTraffic();

    private State state = State.OPEN;
    private boolean established;
    private @Nullable LinkEnding ending;

    /**
     * Makes the link of a channel and passes it to its session. The caller must then remove the handler of the
     * handshake. Called on the channel's loop.
     *
     * @param framing makes the framing, which delivers messages to the link
     * @param onEstablished runs once, when WELCOME is sent or the connection ends (P7)
     */
    public ChannelLink(
            Channel channel,
            ConnectionOptions options,
            Function<ChannelLink, Framing> framing,
            Serialization serialization,
            TransportInfo transport,
            LinkAcceptor acceptor,
            Runnable onEstablished) {
        this.channel = channel;
        this.options = options;
        this.serializer = PeerSerializer.of(serialization, options.ubjsonDialect(), transport);
        this.transport = transport;
        this.onEstablished = onEstablished;
        this.framing = framing.apply(this);
        this.batch = new FrameBatch(channel, this.framing, Peers.writesDirectly(transport));
        this.output = new MessageOutput(
                this.framing, batch, serializer, OutboundBudget.of(options.outgoingBudget()), traffic);
        this.keepalive = new Keepalive(channel.eventLoop(), options.pingInterval(), options.pingTimeout(), this);
        try {
            this.handler = acceptor.accept(this);
        } catch (RuntimeException e) {
            this.framing.release();
            onEstablished.run();
            throw e;
        }
        traffic.countIn(handler.traffic());
        if (this.framing.hasReliablePings() || options.pingsAnyPeer()) {
            peerAnswersPings();
        }
    }

    @Override
    public EventExecutor loop() {
        return channel.eventLoop();
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
        assert loop().inEventLoop() : "write outside of the link's event loop";
        if (state != State.OPEN) {
            return Sent.CLOSED;
        }
        Sent sent = output.write(message);
        if (!established && sent == Sent.OK && message instanceof Welcome) {
            establish();
        }
        return sent;
    }

    @Override
    public Sent write(SharedMessage message) {
        assert loop().inEventLoop() : "write outside of the link's event loop";
        return state == State.OPEN ? output.write(message) : Sent.CLOSED;
    }

    @Override
    public long arrivedAt() {
        return traffic.arrivedAt();
    }

    @Override
    public long pendingBytes() {
        return batch.pendingBytes();
    }

    @Override
    public void limitPending(long bytes) {
        output.limit(OutboundBudget.of(bytes));
    }

    @Override
    public void peerAnswersPings() {
        if (state == State.OPEN) {
            keepalive.start();
        }
    }

    @Override
    public void pauseReading() {
        if (state == State.OPEN) {
            channel.config().setAutoRead(false);
            keepalive.suspend();
        }
    }

    @Override
    public void resumeReading() {
        channel.config().setAutoRead(true);
        keepalive.resume();
    }

    @Override
    public void close(LinkClose reason) {
        if (state == State.OPEN) {
            boolean answered = framing.writeClose(batch.nextControl(0), reason.closeCode());
            end("closed by the router: " + reason, answered);
        }
    }

    /** Returns the batch of outgoing frames, to which the WebSocket echo adds the messages that it sends back. */
    public FrameBatch batch() {
        return batch;
    }

    // Incoming frames

    @Override
    public void message(byte[] bytes) {
        if (state == State.OPEN) {
            traffic.received(bytes.length);
            try {
                handler.onMessage(serializer.decode(bytes, options.decodeLimits()));
            } catch (ProtocolViolation e) {
                violation(e);
            }
        }
    }

    @Override
    public void violation(ProtocolViolation violation) {
        framing.stop();
        if (state == State.OPEN) {
            handler.onViolation(violation);
            close(LinkClose.PROTOCOL_ERROR);
        }
    }

    @Override
    public void broken(String why) {
        if (state == State.OPEN && !framing.dropsBroken()) {
            violation(new ProtocolViolation(why));
        } else {
            abandon(why);
        }
    }

    @Override
    public void oversized(byte[] head) {
        if (state == State.OPEN) {
            MessageHead.read(serializer.current().serialization(), head)
                    .ifPresentOrElse(
                            handler::onOversized,
                            () -> violation(new ProtocolViolation("max_message_size: found a message of more than "
                                    + options.maxMessageSize() + " bytes")));
        }
    }

    /** Answers with a pong (RAW-8, RFC 6455 §5.5.2). A peer that does not read its messages gets no pong. */
    @Override
    public void ping(byte[] payload) {
        if (state == State.OPEN && output.hasRoom()) {
            framing.writePong(batch.nextControl(payload.length), payload);
            batch.flushLater();
        }
        peerAnswersPings();
    }

    /** Records that the peer answers pings. Not every RawSocket peer supports pings. */
    @Override
    public void pong() {
        peerAnswersPings();
    }

    @Override
    public void peerCloses(int code, String reason) {
        if (state == State.OPEN) {
            framing.answerClose(batch.nextControl(0), code, reason);
            end("closed by the peer: " + code, false);
        } else if (state == State.CLOSING) {
            channel.close();
        }
    }

    @Override
    public void ping() {
        if (state == State.OPEN) {
            framing.writePing(batch.nextControl(0));
            batch.flushLater();
        }
    }

    @Override
    public void peerIsDead() {
        abandon("no sign of life within " + options.pingTimeout().toSeconds() + " s of a ping");
    }

    // Ending the link

    private void end(String reason, boolean peerAnswers) {
        state = State.CLOSING;
        framing.stop();
        keepalive.stop();
        LinkEnding begun = new LinkEnding(channel, reason);
        ending = begun;
        batch.flush();
        begun.begin(peerAnswers, options.closeTimeout());
    }

    /** Closes the connection without notifying the peer. */
    private void abandon(String reason) {
        if (ending == null) {
            ending = new LinkEnding(channel, reason);
        }
        channel.close();
    }

    private void ended() {
        if (state == State.CLOSED) {
            return;
        }
        state = State.CLOSED;
        keepalive.stop();
        String reason = ending == null ? "the connection was lost" : ending.complete();
        batch.discard();
        framing.release();
        establish();
        LoopShare.of(loop()).take(() -> handler.onClosed(reason));
    }

    private void establish() {
        if (!established) {
            established = true;
            onEstablished.run();
            Newcomer.settle(channel);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        traffic.read();
        try {
            if (state != State.CLOSED) {
                framing.read(in);
            }
        } finally {
            in.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        keepalive.heard();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        batch.writabilityChanged();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (InputEnd.isReportedBy(event) && state != State.CLOSED) {
            // The peer sends nothing more, so its session is over. Messages sent earlier may still reach the peer.
            batch.flush();
            ended();
            LinkEnding.closeWhenWritten(channel);
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        ended();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (LostConnection.log(cause, transport)) {
            abandon("the connection was lost: " + cause.getMessage());
        } else {
            close(LinkClose.INTERNAL_ERROR);
        }
    }
}
