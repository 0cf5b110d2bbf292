package io.aerostat.client.meta;

import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.pubsub.Publication;
import io.aerostat.client.rpc.Call;
import io.aerostat.client.session.Session;
import io.aerostat.protocol.option.Passthru;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the router publishes when this session ends, however it ends (TES-1). Any thread. */
public final class Testaments {
    /** When a testament is published. */
    public enum Scope {
        /** The session is gone for good. */
        DESTROYED("destroyed"),
        /** The session has lost its connection. */
        DETACHED("detached");

        private final String wire;

        Scope(String wire) {
            this.wire = wire;
        }
    }

    private final Session session;

    Testaments(Session session) {
        this.session = session;
    }

    /** Leaves a testament for {@link Scope#DESTROYED}. */
    public WampFuture<Void> add(Publication publication) {
        return add(publication, Scope.DESTROYED);
    }

    /** Leaves a testament; several are published in the order they were left (TES-3). A session that reconnects has to leave it again. */
    public WampFuture<Void> add(Publication publication, Scope scope) {
        Map<String, @Nullable Object> options =
                publication.options(false, Passthru.NONE).toMap();
        return Replies.run(
                session,
                Call.of("wamp.session.add_testament")
                        .args(publication.topic(), publication.args(), publication.kwargs())
                        .kwarg("publish_options", options)
                        .kwarg("scope", scope.wire));
    }

    /** Takes back all testaments of a scope. */
    public WampFuture<Void> flush(Scope scope) {
        return Replies.run(session, Call.of("wamp.session.flush_testaments").kwarg("scope", scope.wire));
    }
}
