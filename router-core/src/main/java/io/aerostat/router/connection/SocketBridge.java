package io.aerostat.router.connection;

import io.aerostat.protocol.serializer.DecodeLimits;
import io.aerostat.router.bridge.BridgedConnection;
import io.aerostat.router.link.LinkAcceptor;
import io.aerostat.router.listener.ConnectionOptions;
import io.aerostat.router.service.ProcedureCaller;
import io.aerostat.router.session.TransportInfo;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A bridged connection over a socket. Confined to the channel's loop. */
public final class SocketBridge implements BridgedConnection {
    private final Channel channel;
    private final ConnectionOptions options;
    private final Duration handshakeTimeout;
    private final LinkAcceptor acceptor;
    private final ListenerEnvironment environment;
    private final Supplier<TransportInfo> transport;
    private final Runnable onSettled;

    /**
     * Creates the connection.
     *
     * @param transport describes the connection when TLS is established
     * @param onSettled runs when the session is established or the connection has ended
     */
    public SocketBridge(
            Channel channel,
            ConnectionOptions options,
            Duration handshakeTimeout,
            LinkAcceptor acceptor,
            ListenerEnvironment environment,
            Supplier<TransportInfo> transport,
            Runnable onSettled) {
        this.channel = channel;
        this.options = options;
        this.handshakeTimeout = handshakeTimeout;
        this.acceptor = acceptor;
        this.environment = environment;
        this.transport = transport;
        this.onSettled = onSettled;
    }

    @Override
    public @Nullable String admit() {
        AdmissionControl.Verdict verdict = environment.admission().admit(Newcomer.isSurplus(channel));
        return verdict.isAdmitted() ? null : verdict.message();
    }

    @Override
    public void settled() {
        environment.admission().settled();
        Newcomer.settle(channel);
        onSettled.run();
    }

    @Override
    public TransportInfo transport() {
        return transport.get();
    }

    @Override
    public LinkAcceptor acceptor() {
        return acceptor;
    }

    @Override
    public Duration handshakeTimeout() {
        return handshakeTimeout;
    }

    @Override
    public int maxMessageSize() {
        return options.maxMessageSize();
    }

    @Override
    public long outboundBudget() {
        return options.outgoingBudget();
    }

    @Override
    public DecodeLimits decodeLimits() {
        return options.decodeLimits();
    }

    @Override
    public ProcedureCaller procedures() {
        return environment.bridges().procedures();
    }

    @Override
    public <T> T shared(Class<T> type, Supplier<T> maker) {
        return environment.bridges().shared().get(type, maker);
    }
}
