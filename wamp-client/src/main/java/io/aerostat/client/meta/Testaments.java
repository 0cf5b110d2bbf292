package io.aerostat.client.meta;

import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.pubsub.Publication;
import io.aerostat.client.rpc.Call;
import io.aerostat.client.session.Session;
import io.aerostat.protocol.option.Passthru;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events that the router publishes when this session ends, for whatever reason (TES-1). Any thread. */
public final class Testaments {
    /** When the router publishes a testament. */
    public enum Scope {
        /** When the session ends. */
        DESTROYED("destroyed"),
        /**
         * When the session loses its connection. Aerostat cannot resume sessions, so it publishes these testaments when
         * the session ends, just before those of {@link #DESTROYED}.
         */
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

    /** Adds a testament for {@link Scope#DESTROYED}. */
    public WampFuture<Void> add(Publication publication) {
        return add(publication, Scope.DESTROYED);
    }

    /**
     * Adds a testament. Testaments are published in the order in which they were added (TES-3). After a reconnect, a
     * testament must be added again.
     */
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

    /** Removes all testaments of a scope. */
    public WampFuture<Void> flush(Scope scope) {
        return Replies.run(session, Call.of("wamp.session.flush_testaments").kwarg("scope", scope.wire));
    }
}
