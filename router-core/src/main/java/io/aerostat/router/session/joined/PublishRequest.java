package io.aerostat.router.session.joined;

import io.aerostat.protocol.message.Publish;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.broker.BrokerSession;
import io.aerostat.router.peer.Refusal;

/** A PUBLISH. Its refusal is answered only if the client asked for an acknowledgement (PS-4, AZN-4). */
record PublishRequest(Publish publish, RouterSession session, BrokerSession broker) implements PublicationRequest {
    @Override
    public void admit(Permit permit) {
        broker.publish(publish, permit);
    }

    @Override
    public void misfit(Refusal refusal) {
        broker.countRefusedPublication();
        if (wantsAnswer()) {
            session.send(refusal.toMessage(type(), id()));
        }
    }

    @Override
    public boolean wantsAnswer() {
        return publish.options().acknowledge();
    }
}
