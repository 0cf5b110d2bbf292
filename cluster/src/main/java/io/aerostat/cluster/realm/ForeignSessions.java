package io.aerostat.cluster.realm;

import io.aerostat.cluster.realm.record.MalformedRecordException;
import io.aerostat.cluster.realm.record.RecordReader;
import io.aerostat.cluster.realm.record.SessionFormat;
import io.aerostat.protocol.message.Publish;
import io.aerostat.router.broker.BrokerSession;
import io.aerostat.router.broker.Testament;
import io.aerostat.router.cluster.LocalRealm;
import io.aerostat.router.peer.LeaveReason;
import io.aerostat.router.session.Principal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions of another node with their testaments, kept as bytes that are read only if that node is lost. Any
 * thread.
 */
final class ForeignSessions {
    private static final Logger LOG = LoggerFactory.getLogger(ForeignSessions.class);

    private final ConcurrentMap<Long, byte[]> bySession = new ConcurrentHashMap<>();

    void changed(long session, byte @Nullable [] value) {
        if (value == null) {
            bySession.remove(session);
        } else {
            bySession.put(session, value);
        }
    }

    /** Returns the row values of the sessions by session id, and forgets the sessions. */
    Map<Long, byte[]> take() {
        Map<Long, byte[]> taken = Map.copyOf(bySession);
        bySession.clear();
        return taken;
    }

    /** Publishes the testaments of sessions whose node is lost, and announces their end (SM-4, TES-6). */
    static void end(LocalRealm realm, Map<Long, byte[]> sessions) {
        sessions.forEach((session, value) -> {
            try {
                RecordReader in = RecordReader.begin(value);
                Principal principal = SessionFormat.readPrincipal(in, realm.name());
                end(realm, session, principal, SessionFormat.read(in));
            } catch (MalformedRecordException | RuntimeException e) {
                LOG.atWarn().log("realm {}: a session of a lost node cannot be read: {}", realm.name(), e.toString());
            }
        });
    }

    private static void end(LocalRealm realm, long session, Principal principal, List<Testament> testaments) {
        try {
            realm.loop().execute(() -> {
                if (!testaments.isEmpty()) {
                    publish(realm, session, principal, testaments);
                }
                realm.lost().accept(principal, session);
            });
        } catch (RejectedExecutionException e) {
            // The router has ended.
            return;
        }
    }

    private static void publish(LocalRealm realm, long session, Principal principal, List<Testament> testaments) {
        BrokerSession publisher = realm.broker().join(new NodePeer(principal, realm.loop()));
        for (Testament testament : testaments) {
            publisher.publishInPlaceOf(
                    session,
                    new Publish(0, testament.options(), testament.topic(), testament.payload()),
                    testament.permit());
        }
        publisher.leave(LeaveReason.LOST);
    }
}
