package io.aerostat.client.meta;

import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.rpc.Call;
import io.aerostat.client.session.Session;

/** What the realm remembers of its dynamic authorizers: an extension of Aerostat. Any thread. */
public final class AuthorizationMeta {
    private final Session session;

    AuthorizationMeta(Session session) {
        this.session = session;
    }

    /** Has all decisions forgotten that authorizers allowed to be remembered, so that they are asked anew. Needs a permission that names it. */
    public WampFuture<Void> purge() {
        return Replies.run(session, Call.of("wamp.authorization.purge"));
    }
}
