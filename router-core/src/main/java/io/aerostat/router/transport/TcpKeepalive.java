package io.aerostat.router.transport;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import java.io.IOException;
import java.net.SocketOption;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.Set;
import jdk.net.ExtendedSocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keepalive options of TCP, with intervals of seconds; the operating system's default is hours. TCP keepalive
 * detects a dead peer that the router cannot ping, in about the same time as pings would (P3). Any thread.
 */
final class TcpKeepalive {
    private static final Logger LOG = LoggerFactory.getLogger(TcpKeepalive.class);

    /** Seconds of silence before the first probe. */
    private static final int IDLE = 15;
    /** Seconds between probes. */
    private static final int INTERVAL = 5;
    /** The number of unanswered probes that end the connection. */
    private static final int COUNT = 3;

    /** Whether accepted sockets inherit the times of the listening socket, so that the times are set only once. */
    private static final boolean INHERITED = System.getProperty("os.name", "").equals("Linux");

    private static final Map<SocketOption<Integer>, Integer> TIMES = supported();

    private TcpKeepalive() {}

    /** Sets the keepalive of every connection that the bootstrap accepts. */
    static void configure(ServerBootstrap bootstrap) {
        bootstrap.childOption(ChannelOption.SO_KEEPALIVE, true);
        TIMES.forEach((option, value) -> {
            if (INHERITED) {
                bootstrap.option(NioChannelOption.of(option), value);
            } else {
                bootstrap.childOption(NioChannelOption.of(option), value);
            }
        });
    }

    /**
     * Returns the options; empty if the operating system has none, or if a reduced Java runtime lacks the module
     * {@code jdk.net}.
     */
    static Map<SocketOption<Integer>, Integer> supported() {
        try (NetworkChannel probe = INHERITED ? ServerSocketChannel.open() : SocketChannel.open()) {
            Map<SocketOption<Integer>, Integer> times = Map.of(
                    ExtendedSocketOptions.TCP_KEEPIDLE, IDLE,
                    ExtendedSocketOptions.TCP_KEEPINTERVAL, INTERVAL,
                    ExtendedSocketOptions.TCP_KEEPCOUNT, COUNT);
            Set<SocketOption<?>> known = probe.supportedOptions();
            return known.containsAll(times.keySet()) ? times : Map.of();
        } catch (IOException | LinkageError e) {
            LOG.debug("TCP keepalive uses the times of the operating system", e);
            return Map.of();
        }
    }
}
