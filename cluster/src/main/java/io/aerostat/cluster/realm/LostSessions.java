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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Announces the end of the sessions of a lost node. Each session ends as it would have ended on its own node: first its
 * testaments, then the end of its subscriptions and registrations, then {@code on_leave} (SM-4, TES-6). Used once, on
 * the loop of the realm.
 */
final class LostSessions {
    private static final Logger LOG = LoggerFactory.getLogger(LostSessions.class);

    private final LocalRealm realm;
    private final HeldNode held;
    private final Map<Long, List<Long>> subscriptions;
    private final Map<Long, List<Long>> registrations;
    /** The number of sessions whose end has not been announced yet, by the id of their subscription. */
    private final Map<Long, Integer> remaining = new HashMap<>();

    private LostSessions(LocalRealm realm, HeldNode held) {
        this.realm = realm;
        this.held = held;
        this.subscriptions = bySession(held.subscribers());
        this.registrations = bySession(held.callees().keySet());
        held.subscribers().forEach(subscriber -> remaining.merge(subscriber.entry(), 1, Integer::sum));
    }

    private static Map<Long, List<Long>> bySession(Set<Membership> memberships) {
        Map<Long, List<Long>> entries = new HashMap<>();
        memberships.forEach(membership -> entries.computeIfAbsent(membership.session(), none -> new ArrayList<>())
                .add(membership.entry()));
        return entries;
    }

    /** Announces the end of all sessions, subscriptions and registrations that are still held for a node. */
    static void end(LocalRealm realm, HeldNode held) {
        new LostSessions(realm, held).endAll();
    }

    private void endAll() {
        Set<Long> sessions = new LinkedHashSet<>(held.sessions().keySet());
        sessions.addAll(subscriptions.keySet());
        sessions.addAll(registrations.keySet());
        try {
            // Runs one task for each session, so that the loop can serve its connections between two tasks.
            sessions.forEach(session -> realm.loop().execute(() -> end(session)));
            realm.loop().execute(this::endUnattended);
        } catch (RejectedExecutionException e) {
            // The router has ended.
            return;
        }
    }

    private void end(long session) {
        Principal principal = publishTestaments(session);
        subscriptions.getOrDefault(session, List.of()).forEach(subscription -> {
            realm.lost().subscriptions().onUnsubscribe(session, subscription);
            if (remaining.merge(subscription, -1, Integer::sum) == 0) {
                announceIfDeleted(session, subscription);
            }
        });
        registrations.getOrDefault(session, List.of()).forEach(registration -> {
            realm.lost().registrations().onUnregister(session, registration);
            boolean wasLast = Boolean.TRUE.equals(held.callees().get(new Membership(session, registration)));
            if (wasLast && realm.dealer().registration(registration).isEmpty()) {
                realm.lost().registrations().onDelete(session, registration);
            }
        });
        if (principal != null) {
            realm.lost().leaves().accept(principal, session);
        }
    }

    /** Announces the end of subscriptions whose subscribers are not known. */
    private void endUnattended() {
        Set<Long> unattended = new HashSet<>(held.deletedSubscriptions());
        unattended.removeAll(remaining.keySet());
        unattended.forEach(subscription -> announceIfDeleted(0, subscription));
    }

    /** Announces the end of a subscription, unless another session has subscribed in the meantime. */
    private void announceIfDeleted(long session, long subscription) {
        if (held.deletedSubscriptions().contains(subscription)
                && realm.broker().directory().find(subscription).isEmpty()) {
            realm.lost().subscriptions().onDelete(session, subscription);
        }
    }

    /** Publishes the testaments of a session. Returns its principal; null if the session was not announced. */
    private @Nullable Principal publishTestaments(long session) {
        byte[] value = held.sessions().get(session);
        if (value == null) {
            return null;
        }
        try {
            RecordReader in = RecordReader.begin(value);
            Principal principal = SessionFormat.readPrincipal(in, realm.name());
            publish(session, principal, SessionFormat.read(in));
            return principal;
        } catch (MalformedRecordException | RuntimeException e) {
            LOG.atWarn().log("realm {}: a session of a lost node cannot be read: {}", realm.name(), e.toString());
            return null;
        }
    }

    private void publish(long session, Principal principal, List<Testament> testaments) {
        if (testaments.isEmpty()) {
            return;
        }
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
