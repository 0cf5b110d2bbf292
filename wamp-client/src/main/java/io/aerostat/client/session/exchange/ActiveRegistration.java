package io.aerostat.client.session.exchange;

import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.rpc.Endpoint;
import io.aerostat.client.rpc.InvocationHandler;
import io.aerostat.client.rpc.Registration;

/** A handler that is registered in one session. Changed on the connection's executor only; any thread reads. */
public final class ActiveRegistration extends ActiveHandler implements Registration {
    final InvocationHandler handler;

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
    public WampFuture<Void> unregister() {
        return session.unregister(this);
    }
}
