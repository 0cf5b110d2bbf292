package io.aerostat.router.transport;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;

/** How the operating system's sockets are reached: the selectors of the JDK. Any thread. */
public final class SocketIo {
    private SocketIo() {}

    /** What event loops that serve sockets are made with. */
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
