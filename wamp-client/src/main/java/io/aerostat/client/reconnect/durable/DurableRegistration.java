package io.aerostat.client.reconnect.durable;

import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.rpc.InvocationHandler;
import io.aerostat.client.rpc.ProcedureOffer;
import io.aerostat.client.rpc.Registration;
import io.aerostat.client.session.Session;

/** A registration that survives reconnects. Any thread. */
final class DurableRegistration extends Durable<Registration> implements Registration {
    private final ProcedureOffer offer;
    private final InvocationHandler handler;

    DurableRegistration(ProcedureOffer offer, InvocationHandler handler, DurableSession session) {
        super(session);
        this.offer = offer;
        this.handler = handler;
    }

    @Override
    String uri() {
        return offer.uri();
    }

    @Override
    WampFuture<Registration> ask(Session of) {
        return of.register(offer, handler);
    }

    @Override
    WampFuture<String> endOf(Registration granted) {
        return granted.ended();
    }

    @Override
    WampFuture<Void> end(Registration granted) {
        return granted.unregister();
    }

    @Override
    Registration self() {
        return this;
    }

    @Override
    public ProcedureOffer offer() {
        return offer;
    }

    @Override
    public long id() {
        Registration present = granted();
        return present == null ? 0 : present.id();
    }

    @Override
    public boolean isActive() {
        Registration present = granted();
        return !isOver() && present != null && present.isActive();
    }

    @Override
    public WampFuture<Void> unregister() {
        return end();
    }
}
