package io.aerostat.router.realm.running;

import io.aerostat.router.broker.Broker;
import io.aerostat.router.broker.BrokerSession;
import io.aerostat.router.inventory.SessionEntry;
import io.aerostat.router.inventory.SessionFilter;
import io.aerostat.router.observation.ObservedSession;
import io.aerostat.router.realm.DroppedEvents;
import io.aerostat.router.session.TransportInfo;
import io.aerostat.router.session.joined.RouterSession;
import io.aerostat.router.session.joined.SessionTraffic;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Queries sessions on their loops, a few in each task, so that a query about all sessions delays no other work. Any
 * thread.
 */
final class SessionSurvey {
    /** The number of sessions that one task queries. */
    private static final int IN_ONE_TASK = 256;

    static final Comparator<SessionEntry> SLOWEST_FIRST = Comparator.comparingLong(SessionEntry::waitingBytes)
            .thenComparingLong(SessionEntry::droppedEvents)
            .reversed()
            .thenComparingLong(SessionEntry::id);

    private final Broker broker;

    SessionSurvey(Broker broker) {
        this.broker = broker;
    }

    static boolean isSelected(RouterSession session, SessionFilter filter) {
        return filter.selects(
                session.id(),
                text(session.principal().authid()),
                session.principal().authrole(),
                transport(session),
                session.transport().peer());
    }

    /**
     * Returns the wanted entries in the order of {@code sessions}. Each loop returns at most {@code limit} entries: the
     * entries of its slowest consumers.
     */
    CompletionStage<List<SessionEntry>> of(List<RouterSession> sessions, Predicate<SessionEntry> isWanted, int limit) {
        Map<EventExecutor, List<RouterSession>> byLoop =
                sessions.stream().collect(Collectors.groupingBy(RouterSession::loop));
        List<Questions> loops = byLoop.entrySet().stream()
                .map(one -> new Questions(one.getKey(), one.getValue(), isWanted, limit))
                .toList();
        loops.forEach(Questions::next);
        return CompletableFuture.allOf(loops.stream().map(one -> one.answer).toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> inOrder(sessions, loops));
    }

    private static List<SessionEntry> inOrder(List<RouterSession> sessions, List<Questions> loops) {
        Map<Long, SessionEntry> byId = loops.stream()
                .flatMap(one -> one.answer.join().stream())
                .collect(Collectors.toMap(SessionEntry::id, entry -> entry));
        return sessions.stream()
                .filter(session -> byId.containsKey(session.id()))
                .map(session -> byId.get(session.id()))
                .toList();
    }

    /**
     * Queries the sessions of one loop. Confined to that loop, once {@link #next} has been called for the first time.
     */
    private final class Questions implements Runnable {
        private final EventExecutor loop;
        private final List<RouterSession> sessions;
        private final Predicate<SessionEntry> isWanted;
        private final int limit;
        private final List<SessionEntry> found = new ArrayList<>();
        private final CompletableFuture<List<SessionEntry>> answer = new CompletableFuture<>();
        private int asked;

        Questions(EventExecutor loop, List<RouterSession> sessions, Predicate<SessionEntry> isWanted, int limit) {
            this.loop = loop;
            this.sessions = sessions;
            this.isWanted = isWanted;
            this.limit = limit;
        }

        void next() {
            try {
                loop.execute(this);
            } catch (RejectedExecutionException e) {
                answer.complete(List.of()); // The router has ended.
            }
        }

        @Override
        public void run() {
            try {
                int end = Math.min(asked + IN_ONE_TASK, sessions.size());
                for (; asked < end; asked++) {
                    RouterSession session = sessions.get(asked);
                    SessionEntry entry = session.isLive() ? entry(session) : null;
                    if (entry != null && isWanted.test(entry)) {
                        found.add(entry);
                    }
                }
                if (found.size() > limit) {
                    found.sort(SLOWEST_FIRST);
                    found.subList(limit, found.size()).clear();
                }
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
                return;
            }
            if (asked == sessions.size()) {
                answer.complete(found);
            } else {
                next();
            }
        }
    }

    /** Returns the entry of a session. Called on the session's loop. */
    private SessionEntry entry(RouterSession session) {
        ObservedSession observed = session.observed();
        SessionTraffic traffic = session.traffic();
        DroppedEvents dropped =
                broker.session(session.id()).map(BrokerSession::droppedEvents).orElse(DroppedEvents.NONE);
        return new SessionEntry(
                session.id(),
                text(session.principal().authid()),
                session.principal().authrole(),
                session.principal().authmethod(),
                transport(session),
                session.transport().peer(),
                text(session.serializer()),
                observed == null ? "" : observed.agent(),
                session.age(),
                traffic.received(),
                traffic.sent(),
                session.pendingBytes(),
                session.isSlowConsumer(),
                dropped.total());
    }

    private static String transport(RouterSession session) {
        TransportInfo transport = session.transport();
        return transport.framing() + "/" + transport.channelType();
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
