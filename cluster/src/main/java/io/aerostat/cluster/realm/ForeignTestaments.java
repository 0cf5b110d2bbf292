package io.aerostat.cluster.realm;

import io.aerostat.cluster.realm.record.MalformedRecordException;
import io.aerostat.cluster.realm.record.RecordReader;
import io.aerostat.cluster.realm.record.TestamentFormat;
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
 * The testaments of the sessions of another node, kept as bytes that are decoded only if that node is lost. Any thread.
 */
final class ForeignTestaments {
    private static final Logger LOG = LoggerFactory.getLogger(ForeignTestaments.class);

    private final ConcurrentMap<Long, byte[]> bySession = new ConcurrentHashMap<>();

    void changed(long session, byte @Nullable [] value) {
        if (value == null) {
            bySession.remove(session);
        } else {
            bySession.put(session, value);
        }
    }

    /** Returns the testaments by session, and removes them here. */
    Map<Long, byte[]> take() {
        Map<Long, byte[]> taken = Map.copyOf(bySession);
        bySession.clear();
        return taken;
    }

    /** Publishes testaments of sessions whose node is lost. */
    static void publish(LocalRealm realm, Map<Long, byte[]> testaments) {
        testaments.forEach((session, value) -> {
            try {
                RecordReader in = RecordReader.begin(value);
                Principal principal = TestamentFormat.readPrincipal(in, realm.name());
                publish(realm, session, principal, TestamentFormat.read(in));
            } catch (MalformedRecordException e) {
                LOG.atWarn()
                        .log(
                                "realm {}: the testaments of a lost session cannot be read: {}",
                                realm.name(),
                                e.toString());
            }
        });
    }

    private static void publish(LocalRealm realm, long session, Principal principal, List<Testament> testaments) {
        NodePeer peer = new NodePeer(principal, realm.loop());
        try {
            realm.loop().execute(() -> {
                BrokerSession publisher = realm.broker().join(peer);
                for (Testament testament : testaments) {
                    publisher.publishInPlaceOf(
                            session,
                            new Publish(0, testament.options(), testament.topic(), testament.payload()),
                            testament.permit());
                }
                publisher.leave(LeaveReason.LOST);
            });
        } catch (RejectedExecutionException e) {
            // The router has ended.
            return;
        }
    }
}
