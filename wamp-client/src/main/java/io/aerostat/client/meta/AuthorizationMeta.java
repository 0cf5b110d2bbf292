package io.aerostat.client.meta;

import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.rpc.Call;
import io.aerostat.client.session.Session;

/** The decisions of dynamic authorizers that the realm has cached; an extension of Aerostat. Any thread. */
public final class AuthorizationMeta {
    private final Session session;

    AuthorizationMeta(Session session) {
        this.session = session;
    }

    /**
     * Makes the realm forget all cached decisions, so that it asks the authorizers again. The session needs a
     * permission to call this procedure, whose URI begins with {@code wamp.}.
     */
    public WampFuture<Void> purge() {
        return Replies.run(session, Call.of("wamp.authorization.purge"));
    }
}
