package io.aerostat.router.transport;

import io.aerostat.router.connection.LostConnection;
import io.aerostat.router.connection.Peers;
import io.aerostat.router.link.RefusalLog;
import io.aerostat.router.listener.Addresses;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.codec.haproxy.HAProxySSLTLV;
import io.netty.handler.codec.haproxy.HAProxyTLV;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the header of the PROXY protocol (version 1 or 2) with which a trusted proxy begins a connection, and records
 * the client's address and whether the client uses TLS. Removes itself after the header. Confined to the channel's
 * loop.
 */
final class ProxyHeader extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(ProxyHeader.class);

    private static final long SECONDS = 5;

    private @Nullable Future<?> deadline;

    private ProxyHeader() {}

    /** Adds the handlers if the connection comes from one of these proxies. */
    static void expect(Channel channel, Addresses proxies) {
        if (proxies.contains(Peers.isUnix(channel) ? channel.localAddress() : channel.remoteAddress())) {
            ChannelPipeline pipeline = channel.pipeline();
            pipeline.addLast(new HAProxyMessageDecoder(true), new ProxyHeader());
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        deadline = context.executor()
                .schedule(() -> refuse(context, "no header within " + SECONDS + " s"), SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof HAProxyMessage header)) {
            context.fireChannelRead(message);
            return;
        }
        try {
            InetSocketAddress client = client(header);
            if (client != null) {
                Peers.setReported(context.channel(), client, isEncrypted(header));
            }
        } finally {
            header.release();
        }
        context.pipeline().remove(this);
    }

    /** Returns the client's address; null if the proxy itself is the client, or reports no address. */
    private static @Nullable InetSocketAddress client(HAProxyMessage header) {
        String source = header.sourceAddress();
        if (header.command() != HAProxyCommand.PROXY || source == null) {
            return null;
        }
        InetAddress address = NetUtil.createInetAddressFromIpAddressString(source);
        return address == null ? null : new InetSocketAddress(address, header.sourcePort());
    }

    /** Checks whether the proxy has ended the client's TLS. Only version 2 of the protocol can report this. */
    private static boolean isEncrypted(HAProxyMessage header) {
        for (HAProxyTLV field : header.tlvs()) {
            if (field instanceof HAProxySSLTLV tls) {
                return tls.isPP2ClientSSL();
            }
        }
        return false;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (LostConnection.isReportedBy(cause)) {
            context.close();
        } else {
            refuse(context, "an invalid header");
        }
    }

    private static void refuse(ChannelHandlerContext context, String found) {
        RefusalLog.line(LOG)
                .log(
                        "connection refused: found {} (expected a header of the PROXY protocol) from {}",
                        found,
                        context.channel().remoteAddress());
        context.close();
    }
}
