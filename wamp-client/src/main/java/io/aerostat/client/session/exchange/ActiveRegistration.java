package io.aerostat.client.session.exchange;

import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.rpc.InvocationHandler;
import io.aerostat.client.rpc.ProcedureOffer;
import io.aerostat.client.rpc.Registration;

/** A handler that is registered in one session. Changed on the connection's executor only; read by any thread. */
public final class ActiveRegistration extends ActiveHandler implements Registration {
    final InvocationHandler handler;

    private final SessionRequests session;
    private final ProcedureOffer offer;

    public ActiveRegistration(SessionRequests session, ProcedureOffer offer, InvocationHandler handler) {
        this.session = session;
        this.offer = offer;
        this.handler = handler;
    }

    @Override
    public ProcedureOffer offer() {
        return offer;
    }

    @Override
    public WampFuture<Void> unregister() {
        return session.unregister(this);
    }
}
