package io.aerostat.router.transport;

import io.aerostat.router.link.RefusalLog;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a connection whose client requests a second TLS handshake. Further handshakes cost the router far more than the
 * client, and the JDK does not limit their number. This handler precedes the {@link SslHandler} and reads the types of
 * records, which are unencrypted in TLS 1.2; TLS 1.3 has no second handshakes. Confined to the channel's loop.
 */
final class NoRenegotiation extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(NoRenegotiation.class);

    private static final int HANDSHAKE = 22;
    /** The length of a record header: one byte for the type, two for the version, two for the length. */
    private static final int HEADER_LENGTH = 5;

    private final SslHandler tls;
    /** The number of bytes of the current record's header that have been read. */
    private int header;
    /** The length of the current record; incomplete until the whole header has been read. */
    private int length;
    /** The number of bytes of the record's content that have not arrived yet. */
    private int remaining;

    NoRenegotiation(SslHandler tls) {
        this.tls = tls;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        boolean established = tls.handshakeFuture().isSuccess();
        if (established && !isTls12()) {
            context.fireChannelRead(in);
            context.pipeline().remove(this);
        } else if (beginsHandshake(in) && established) {
            RefusalLog.line(LOG)
                    .log("TLS renegotiation refused: {}", context.channel().remoteAddress());
            in.release();
            context.close();
        } else {
            context.fireChannelRead(in);
        }
    }

    private boolean isTls12() {
        return tls.engine().getSession().getProtocol().equals("TLSv1.2");
    }

    /** Checks whether a handshake record begins within these bytes. */
    private boolean beginsHandshake(ByteBuf in) {
        boolean found = false;
        int at = in.readerIndex();
        while (at < in.writerIndex()) {
            if (remaining > 0) {
                int skipped = Math.min(remaining, in.writerIndex() - at);
                remaining -= skipped;
                at += skipped;
                continue;
            }
            int value = in.getUnsignedByte(at++);
            found |= header == 0 && value == HANDSHAKE;
            length = header < HEADER_LENGTH - 2 ? 0 : length << 8 | value;
            header++;
            if (header == HEADER_LENGTH) {
                remaining = length;
                header = 0;
            }
        }
        return found;
    }
}
