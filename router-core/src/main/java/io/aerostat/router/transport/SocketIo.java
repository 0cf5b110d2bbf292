package io.aerostat.router.transport;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;

/** Selects the mechanism for socket I/O: the selectors of the JDK. Any thread. */
public final class SocketIo {
    private SocketIo() {}

    /** Returns the factory of I/O handlers for event loops that serve sockets. */
    public static IoHandlerFactory newHandlerFactory() {
        return NioIoHandler.newFactory();
    }

    static Class<? extends ServerChannel> tcp(EventLoopGroup loops) {
        return NioServerSocketChannel.class;
    }

    static Class<? extends ServerChannel> unix(EventLoopGroup loops) {
        return NioServerDomainSocketChannel.class;
    }
}
