package io.aerostat.router.transport;

import io.aerostat.router.link.RefusalLog;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs why a listening socket cannot accept a connection, for example because the process has too many open files. A
 * handler of Netty, which precedes this handler, then waits for a second before the next attempt. Confined to the
 * channel's loop.
 */
final class AcceptFailures extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(AcceptFailures.class);

    private final String listener;

    /** @param listener the name of the listener */
    AcceptFailures(String listener) {
        this.listener = listener;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        String reason = String.valueOf(cause.getMessage());
        RefusalLog.warning(LOG)
                .log(
                        "{} cannot accept connections for a second: {}{}",
                        listener,
                        reason,
                        reason.contains("open files") ? " (expected a higher limit of open files, ulimit -n)" : "");
    }
}
