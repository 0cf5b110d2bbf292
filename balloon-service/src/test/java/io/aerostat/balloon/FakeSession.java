package io.aerostat.balloon;

import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.pubsub.EventHandler;
import io.aerostat.client.pubsub.Publication;
import io.aerostat.client.pubsub.Subscription;
import io.aerostat.client.pubsub.TopicFilter;
import io.aerostat.client.rpc.Call;
import io.aerostat.client.rpc.CallHandle;
import io.aerostat.client.rpc.CallStream;
import io.aerostat.client.rpc.InvocationHandler;
import io.aerostat.client.rpc.ProcedureOffer;
import io.aerostat.client.rpc.Registration;
import io.aerostat.client.session.CloseReason;
import io.aerostat.client.session.Session;
import io.aerostat.client.session.SessionDetails;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.feature.Roles;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A session of the role backend: it may publish com.balloon.data and nothing else. */
final class FakeSession implements Session {

    final List<Publication> published = new CopyOnWriteArrayList<>();
    final List<String> denied = new CopyOnWriteArrayList<>();

    @Override
    public SessionDetails details() {
        return new SessionDetails(1, "realm1", "karina", "backend", "wampcra", "dynamic", Map.of(), Roles.NONE, "fake");
    }

    @Override
    public WampFuture<Void> publish(Publication publication) {
        published.add(publication);
        WampFuture<Void> sent = new WampFuture<>();
        sent.complete(null);
        return sent;
    }

    @Override
    public WampFuture<Long> publishAcknowledged(Publication publication) {
        denied.add(publication.topic());
        return WampFuture.failed(new ApplicationError(ErrorUris.NOT_AUTHORIZED, "not yours"));
    }

    @Override
    public boolean isJoined() {
        return true;
    }

    @Override
    public WampFuture<CloseReason> closed() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CallHandle call(Call call) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CallStream stream(Call call) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CallStream exchange(Call call) {
        throw new UnsupportedOperationException();
    }

    @Override
    public WampFuture<Registration> register(ProcedureOffer offer, InvocationHandler handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> WampFuture<Bindings> register(Class<T> contract, T implementation) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> T proxy(Class<T> contract) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> T proxy(Class<T> contract, Duration deadline) {
        throw new UnsupportedOperationException();
    }

    @Override
    public WampFuture<Bindings> register(Object object) {
        throw new UnsupportedOperationException();
    }

    @Override
    public WampFuture<Subscription> subscribe(TopicFilter filter, EventHandler handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long droppedEvents() {
        return 0;
    }

    @Override
    public WampFuture<CloseReason> leave(String reason) {
        throw new UnsupportedOperationException();
    }
}
