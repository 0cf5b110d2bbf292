package io.aerostat.router.rawsocket;

import io.aerostat.protocol.framing.RawSocketFraming;
import io.aerostat.protocol.framing.codec.RawSocketError;
import io.aerostat.protocol.framing.codec.RawSocketHandshake;
import io.aerostat.protocol.framing.codec.RawSocketRefused;
import io.aerostat.router.connection.AdmissionControl;
import io.aerostat.router.connection.ChannelLink;
import io.aerostat.router.connection.Farewell;
import io.aerostat.router.connection.InputEnd;
import io.aerostat.router.connection.LostConnection;
import io.aerostat.router.connection.Newcomer;
import io.aerostat.router.connection.Peers;
import io.aerostat.router.link.LinkAcceptor;
import io.aerostat.router.link.RefusalLog;
import io.aerostat.router.listener.Transport;
import io.aerostat.router.time.Deadline;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the four opening bytes of a client, and replaces itself with a link (RAW-1 to RAW-4). Used on the channel's
 * loop.
 */
public final class RawSocketHandshaker extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(RawSocketHandshaker.class);

    private static final byte[] PING_PAYLOAD = {'a', 'e', 'r', 'o', 's', 't', 'a', 't'};

    private final Transport.RawSocket transport;
    private final LinkAcceptor acceptor;
    private final AdmissionControl admission;
    private final ByteBuf opening = Unpooled.buffer(RawSocketHandshake.LENGTH, RawSocketHandshake.LENGTH);
    private final Deadline deadline;

    /**
     * Creates the handler.
     *
     * @param acceptor accepts the link
     * @param deadline the deadline of the handshake, which this handler takes over
     */
    public RawSocketHandshaker(
            Transport.RawSocket transport, LinkAcceptor acceptor, AdmissionControl admission, Deadline deadline) {
        this.transport = transport;
        this.acceptor = acceptor;
        this.admission = admission;
        this.deadline = deadline;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        deadline.set(transport.handshakeTimeout(), () -> {
            RefusalLog.line(LOG).log("no RawSocket handshake in time from {}", Peers.remote(context.channel()));
            context.close();
        });
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        deadline.cancel();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        in.readBytes(opening, Math.min(opening.writableBytes(), in.readableBytes()));
        if (opening.getByte(0) != RawSocketHandshake.MAGIC) {
            // RAW-4: a client of another protocol gets no answer.
            RefusalLog.line(LOG)
                    .log(
                            "RawSocket refused: found first byte 0x{} (expected 0x7f) from {}",
                            Integer.toHexString(opening.getUnsignedByte(0)),
                            Peers.remote(context.channel()));
            in.release();
            context.close();
        } else if (opening.isWritable()) {
            in.release();
        } else {
            answer(context, in);
        }
    }

    /** Closes the connection if the client stops sending before its opening bytes are complete. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (InputEnd.isReportedBy(event)) {
            context.close();
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    private void answer(ChannelHandlerContext context, ByteBuf rest) {
        RawSocketHandshake handshake;
        try {
            handshake = RawSocketHandshake.readOpening(opening);
            if (!transport.serializations().contains(handshake.serialization())) {
                refuse(context, rest, RawSocketError.SERIALIZER_UNSUPPORTED, "serializer not enabled: " + handshake);
                return;
            }
        } catch (RawSocketRefused e) {
            if (e.error().isEmpty()) {
                rest.release();
                context.close();
            } else {
                refuse(context, rest, e.error().get(), String.valueOf(e.getMessage()));
            }
            return;
        }
        AdmissionControl.Verdict verdict = admission.admit(Newcomer.isSurplus(context.channel()));
        if (!verdict.isAdmitted()) {
            refuse(context, rest, RawSocketError.CONNECTION_LIMIT, verdict.message());
            return;
        }
        open(context, handshake, rest);
    }

    private void open(ChannelHandlerContext context, RawSocketHandshake handshake, ByteBuf rest) {
        int announced = RawSocketHandshake.announced(transport.connection().maxMessageSize());
        ByteBuf reply = context.alloc().ioBuffer(RawSocketHandshake.LENGTH);
        new RawSocketHandshake(announced, handshake.serialization()).writeTo(reply);
        context.writeAndFlush(reply, context.voidPromise());
        ChannelLink link;
        try {
            link = new ChannelLink(
                    context.channel(),
                    transport.connection(),
                    created -> new RawSocketFraming(
                            announced,
                            transport.connection().maxMessageSize(),
                            handshake.maxMessageSize(),
                            PING_PAYLOAD,
                            created),
                    handshake.serialization(),
                    Peers.describe(context.channel(), "rawsocket"),
                    acceptor,
                    admission::settled);
        } catch (RuntimeException e) {
            rest.release();
            throw e;
        }
        context.pipeline().replace(this, null, link);
        // The client may already have sent more bytes without waiting for the reply.
        context.fireChannelRead(rest);
    }

    private static void refuse(ChannelHandlerContext context, ByteBuf rest, RawSocketError error, String why) {
        RefusalLog.line(LOG).log("RawSocket refused: {} from {}", why, Peers.remote(context.channel()));
        rest.release();
        ByteBuf reply = context.alloc().ioBuffer(RawSocketHandshake.LENGTH);
        RawSocketHandshake.writeRefusal(error, reply);
        context.write(reply, context.voidPromise());
        Farewell.end(context.channel());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (LostConnection.isReportedBy(cause)) {
            LOG.debug("connection lost in the RawSocket handshake: {}", Peers.remote(context.channel()), cause);
        } else {
            LOG.error("a bug ends a RawSocket handshake: {}", Peers.remote(context.channel()), cause);
        }
        context.close();
    }
}
