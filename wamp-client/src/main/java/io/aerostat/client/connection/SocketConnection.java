package io.aerostat.client.connection;

import io.aerostat.protocol.authentication.ChannelBindings;
import io.aerostat.protocol.authentication.TlsChannelBindings;
import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.framing.FrameBatch;
import io.aerostat.protocol.framing.FrameReceiver;
import io.aerostat.protocol.framing.Framing;
import io.aerostat.protocol.framing.Keepalive;
import io.aerostat.protocol.framing.codec.CloseCode;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.Serializer;
import io.aerostat.protocol.serializer.Serializers;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A connection over a socket, after its handshake; its {@link Framing} reads and writes the frames. Confined to the
 * channel's event loop.
 */
final class SocketConnection extends ChannelInboundHandlerAdapter
        implements Connection, FrameReceiver, Keepalive.Watched {
    /** How long a router may take to close the connection after this client has announced the end. */
    private static final long CLOSE_SECONDS = 2;
    /** The assumed length of a message that is not encoded yet, for reserving room for the header of its frame. */
    private static final int EXPECTED_LENGTH = 200;

    private final Channel channel;
    private final ConnectorOptions options;
    private final RouterSerializer serializer;
    private final ConnectionListener listener;
    private final Framing framing;
    private final FrameBatch batch;
    private final Keepalive keepalive;

    private boolean closing;
    private boolean gone;
    private String cause = "closed by the router";

    /**
     * Makes the connection of a channel. The caller then replaces the handler of the handshake by this connection.
     * Called on the channel's loop.
     *
     * @param framing makes the framing, which delivers messages to the connection
     */
    SocketConnection(
            Channel channel,
            ConnectorOptions options,
            Function<FrameReceiver, Framing> framing,
            Serialization serialization,
            ConnectionListener listener) {
        this.channel = channel;
        this.options = options;
        this.serializer = new RouterSerializer(Serializers.of(serialization));
        this.listener = listener;
        this.framing = framing.apply(this);
        this.batch = new FrameBatch(channel, this.framing);
        this.keepalive = new Keepalive(channel.eventLoop(), options.pingInterval(), options.pingTimeout(), this);
        if (this.framing.hasReliablePings()) {
            keepalive.start();
        }
    }

    // Connection

    @Override
    public Serializer serializer() {
        return serializer.current();
    }

    @Override
    public ChannelBindings bindings() {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        return tls == null
                ? ChannelBindings.NONE
                : TlsChannelBindings.client(() -> tls.engine().getSession());
    }

    @Override
    public boolean isPrivate() {
        return channel.pipeline().get(SslHandler.class) != null || Addresses.isOfThisMachine(channel.remoteAddress());
    }

    @Override
    public Executor executor() {
        return channel.eventLoop();
    }

    @Override
    public void write(WampMessage message) throws MessageRefused {
        if (gone || closing) {
            return;
        }
        ByteBuf out = batch.next(EXPECTED_LENGTH);
        int frame = out.writerIndex();
        boolean complete = false;
        try {
            int room = framing.beginMessage(out, EXPECTED_LENGTH);
            serializer.current().encode(message, out);
            int length = out.writerIndex() - frame - room;
            if (length > framing.maxOutgoingSize()) {
                throw MessageRefused.tooLarge(length, framing.maxOutgoingSize());
            }
            framing.endMessage(out, frame, room);
            // BAT-1: each message is a batch of its own, but the frames are sent together (BAT-4)
            framing.completeBatch(out);
            complete = true;
        } catch (NotExpressible e) {
            throw MessageRefused.notExpressible(String.valueOf(e.getMessage()));
        } finally {
            if (!complete) {
                out.writerIndex(frame);
            }
        }
        batch.handOverIfFull();
    }

    @Override
    public void flush() {
        if (!gone) {
            batch.flush();
        }
    }

    @Override
    public boolean isWritable() {
        return gone || channel.isWritable();
    }

    @Override
    public void close() {
        if (gone || closing) {
            return;
        }
        boolean awaitsPeer = framing.writeClose(batch.nextControl(0), CloseCode.NORMAL);
        end("closed by this client");
        if (awaitsPeer) {
            channel.eventLoop().schedule((Runnable) channel::close, CLOSE_SECONDS, TimeUnit.SECONDS);
        } else {
            channel.close();
        }
    }

    // Incoming frames

    @Override
    public void message(byte[] bytes) {
        if (closing) {
            return;
        }
        WampMessage message;
        try {
            message = serializer.decode(bytes);
        } catch (ProtocolViolation e) {
            // the framing is intact, so after our GOODBYE, the router's GOODBYE can still follow (SES-14)
            listener.violation(e);
            return;
        }
        listener.message(message);
    }

    @Override
    public void violation(ProtocolViolation violation) {
        framing.stop();
        if (!closing) {
            listener.violation(violation);
        }
    }

    @Override
    public void broken(String why) {
        if (!closing) {
            framing.writeClose(batch.nextControl(0), CloseCode.PROTOCOL_ERROR);
            end(why);
        }
        channel.close();
    }

    @Override
    public void oversized(byte[] head) {
        violation(ProtocolViolation.of("message", "more bytes", "at most " + options.maxMessageSize()));
    }

    /**
     * Answers with a pong (RAW-8, RFC 6455 §5.5.2). Some RawSocket routers accept neither pings nor pongs, but a router
     * that sends pings accepts pongs.
     */
    @Override
    public void ping(byte[] payload) {
        if (!closing && payload.length <= framing.maxOutgoingSize()) {
            framing.writePong(batch.nextControl(payload.length), payload);
        }
        keepalive.start();
    }

    @Override
    public void pong() {
        // A pong needs no reaction: like any other byte, it shows that the router is alive.
    }

    @Override
    public void peerCloses(int code, String reason) {
        if (!closing) {
            framing.answerClose(batch.nextControl(0), code, reason);
            end("closed by the router with code " + code + (reason.isEmpty() ? "" : ": " + reason));
        }
        channel.close();
    }

    // Keepalive

    @Override
    public void ping() {
        if (!gone && !closing) {
            framing.writePing(batch.nextControl(0));
            flush();
        }
    }

    @Override
    public void peerIsDead() {
        cause = "the router has been silent for " + options.pingTimeout().toMillis() + " ms after a ping";
        channel.close();
    }

    // Closing

    /** Sends all written messages, and ignores further input. */
    private void end(String why) {
        closing = true;
        cause = why;
        framing.stop();
        flush();
    }

    private void gone() {
        if (!gone) {
            gone = true;
            keepalive.stop();
            batch.discard();
            framing.release();
            listener.closed(cause);
        }
    }

    // Channel events

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            keepalive.heard();
            framing.read(in);
        } finally {
            in.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        flush();
        context.fireChannelReadComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable() && !gone) {
            listener.writable();
            flush();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        gone();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        gone();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        cause = String.valueOf(failure.getMessage());
        context.close();
    }
}
