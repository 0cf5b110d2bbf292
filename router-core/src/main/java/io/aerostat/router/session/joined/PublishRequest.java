package io.aerostat.router.session.joined;

import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.authorization.Action;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.broker.BrokerSession;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A PUBLISH. Its refusal is answered only if the client asked for an acknowledgement (PS-4, AZN-4). */
record PublishRequest(Publish publish, BrokerSession broker) implements GatedRequest {
    @Override
    public int type() {
        return Publish.CODE;
    }

    @Override
    public long id() {
        return publish.request();
    }

    @Override
    public Action action() {
        return Action.PUBLISH;
    }

    @Override
    public String uri() {
        return publish.topic();
    }

    @Override
    public MatchPolicy match() {
        return MatchPolicy.EXACT;
    }

    @Override
    public Map<String, @Nullable Object> options() {
        return publish.options().toMap();
    }

    @Override
    public boolean isApplicationsOnly() {
        return true;
    }

    @Override
    public void admit(Permit permit) {
        broker.publish(publish, permit);
    }

    @Override
    public boolean wantsAnswer() {
        return publish.options().acknowledge();
    }
}
