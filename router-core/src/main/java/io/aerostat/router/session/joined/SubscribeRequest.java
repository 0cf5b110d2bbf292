package io.aerostat.router.session.joined;

import io.aerostat.protocol.message.Subscribe;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.authorization.Action;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.broker.BrokerSession;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A SUBSCRIBE. Topics under {@code wamp.} are allowed, because clients may subscribe to meta events (URI-5). */
record SubscribeRequest(Subscribe subscribe, BrokerSession broker) implements GatedRequest {
    @Override
    public int type() {
        return Subscribe.CODE;
    }

    @Override
    public long id() {
        return subscribe.request();
    }

    @Override
    public Action action() {
        return Action.SUBSCRIBE;
    }

    @Override
    public String uri() {
        return subscribe.topic();
    }

    @Override
    public MatchPolicy match() {
        return subscribe.options().match();
    }

    @Override
    public Map<String, @Nullable Object> options() {
        return subscribe.options().toMap();
    }

    @Override
    public boolean isApplicationsOnly() {
        return false;
    }

    @Override
    public void admit(Permit permit) {
        broker.subscribe(subscribe);
    }
}
