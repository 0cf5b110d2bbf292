package io.aerostat.client.session.exchange;

import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.rpc.Endpoint;
import io.aerostat.client.rpc.InvocationHandler;
import io.aerostat.client.rpc.Registration;

/** One registered handler of one session. Changed on the connection's executor only; any thread reads. */
public final class ActiveRegistration implements Registration {
    final InvocationHandler handler;
    final WampFuture<String> ended = new WampFuture<>();
    volatile boolean active;
    volatile long id;

    private final SessionRequests session;
    private final Endpoint endpoint;

    public ActiveRegistration(SessionRequests session, Endpoint endpoint, InvocationHandler handler) {
        this.session = session;
        this.endpoint = endpoint;
        this.handler = handler;
    }

    @Override
    public Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public boolean isActive() {
        return active;
    }

    @Override
    public WampFuture<String> ended() {
        return ended;
    }

    @Override
    public WampFuture<Void> unregister() {
        return session.unregister(this);
    }
}
