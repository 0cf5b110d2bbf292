package io.aerostat.acceptance.component;

import io.aerostat.client.auth.Authentications;
import io.aerostat.client.session.JoinRequest;
import io.aerostat.client.session.Session;
import io.aerostat.component.Component;
import io.aerostat.component.ComponentContext;
import java.util.concurrent.CompletionStage;

/** A component that joins with the authid {@code karina} and then fails. */
public final class ThrowsAtJoin implements Component {
    @Override
    public JoinRequest onConnect(ComponentContext context, JoinRequest configured) {
        return configured.authentication(Authentications.wampCra("karina", "secret2"));
    }

    @Override
    public CompletionStage<?> onJoin(Session session) {
        throw new IllegalStateException("no helium");
    }
}
