package io.aerostat.router.transport;

import io.aerostat.router.connection.AdmissionControl;
import io.netty.channel.EventLoopGroup;
import java.util.concurrent.Executor;

/**
 * What listeners are given by their router.
 *
 * @param loops accept and serve; made with {@link SocketIo#newHandlerFactory}
 * @param admission shared by all listeners
 * @param files reads files and certificates: may block; bounded, rejects when it cannot keep up
 */
public record ListenerEnvironment(EventLoopGroup loops, AdmissionControl admission, Executor files) {}
