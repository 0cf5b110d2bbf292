package io.aerostat.router.session.joined;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.Publish;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.broker.BrokerSession;
import io.aerostat.router.broker.Testament;
import io.aerostat.router.broker.TestamentScope;
import io.aerostat.router.peer.Refusal;

/** A publication for the end of the session. It is authorized like a PUBLISH when it is added (TES-5). */
record TestamentRequest(Publish publish, RouterSession session, BrokerSession broker) implements PublicationRequest {
    @Override
    public void misfit(Refusal refusal) {
        session.send(refusal.toMessage(type(), id()));
    }

    @Override
    public void admit(Permit permit) {
        Testament testament = new Testament(publish.topic(), publish.options(), publish.payload(), permit);
        if (broker.addTestament(TestamentScope.DESTROYED, testament)) {
            broker.keepTestaments();
        } else {
            session.send(new Refusal(ErrorUris.LIMIT_EXCEEDED, "testaments_per_session: the limit is reached")
                    .toMessage(type(), id()));
        }
    }
}
