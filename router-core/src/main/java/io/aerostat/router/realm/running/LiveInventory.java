package io.aerostat.router.realm.running;

import io.aerostat.protocol.uri.ReservedUris;
import io.aerostat.router.broker.Broker;
import io.aerostat.router.broker.subscription.SubscriptionDetails;
import io.aerostat.router.dealer.Dealer;
import io.aerostat.router.dealer.callee.RegistrationDetails;
import io.aerostat.router.inventory.RealmInventory;
import io.aerostat.router.inventory.SessionEntry;
import io.aerostat.router.inventory.SessionFilter;
import io.aerostat.router.inventory.SessionPage;
import io.aerostat.router.inventory.TracePage;
import io.aerostat.router.inventory.TraceQuery;
import io.aerostat.router.inventory.UriEntry;
import io.aerostat.router.inventory.UriPage;
import io.aerostat.router.session.joined.RouterSession;
import io.aerostat.router.session.joined.SessionTrace;
import io.aerostat.router.session.joined.TracedUris;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** The inventory of a running realm. Reads the state of each session on the loop of that session. */
final class LiveInventory implements RealmInventory {
    private static final Comparator<RouterSession> BY_ID = Comparator.comparingLong(RouterSession::id);

    private final JoinedSessions joined;
    private final Broker broker;
    private final Dealer dealer;
    private final SessionTraces traces;
    private final SessionSurvey survey;

    LiveInventory(JoinedSessions joined, Broker broker, Dealer dealer, SessionTraces traces) {
        this.joined = joined;
        this.broker = broker;
        this.dealer = dealer;
        this.traces = traces;
        this.survey = new SessionSurvey(broker);
    }

    @Override
    public CompletionStage<SessionPage> sessions(SessionFilter filter, long after, int limit) {
        int largest = bounded(limit);
        // Holds the sessions of the page, which have the smallest ids, and one more session if there is a next page.
        PriorityQueue<RouterSession> smallest = new PriorityQueue<>(BY_ID.reversed());
        int selected = 0;
        for (RouterSession session : joined.all()) {
            if (isShown(session) && SessionSurvey.isSelected(session, filter)) {
                selected++;
                if (session.id() > after) {
                    smallest.add(session);
                    if (smallest.size() > largest + 1) {
                        smallest.poll();
                    }
                }
            }
        }
        boolean hasMore = smallest.size() > largest;
        if (hasMore) {
            smallest.poll();
        }
        List<RouterSession> page = smallest.stream().sorted(BY_ID).toList();
        long next = hasMore ? page.get(page.size() - 1).id() : 0;
        int all = selected;
        return survey.of(page, entry -> true, page.size()).thenApply(entries -> new SessionPage(entries, next, all));
    }

    @Override
    public CompletionStage<Optional<SessionEntry>> session(long id) {
        List<RouterSession> found =
                joined.find(id).filter(LiveInventory::isShown).stream().toList();
        return survey.of(found, entry -> true, 1)
                .thenApply(entries -> entries.stream().findFirst());
    }

    @Override
    public CompletionStage<List<SessionEntry>> slowConsumers(int limit) {
        List<RouterSession> all =
                joined.all().stream().filter(LiveInventory::isShown).toList();
        int largest = bounded(limit);
        return survey.of(all, entry -> entry.waitingBytes() > 0 || entry.isSlow() || entry.droppedEvents() > 0, largest)
                .thenApply(entries -> entries.stream()
                        .sorted(SessionSurvey.SLOWEST_FIRST)
                        .limit(largest)
                        .toList());
    }

    @Override
    public UriPage registrations(@Nullable String parent, @Nullable String after, int limit) {
        UriTree<RegistrationDetails> tree = new UriTree<>(parent);
        dealer.allRegistrations().stream()
                .filter(one -> !ReservedUris.isReserved(one.uri()))
                .forEach(one -> tree.add(one.uri(), one));
        return tree.page(
                after,
                bounded(limit),
                one -> new UriEntry(
                        one.id(),
                        one.uri(),
                        one.match(),
                        one.invoke().wire(),
                        one.created(),
                        dealer.callees(one.id()).size()));
    }

    @Override
    public UriPage subscriptions(@Nullable String parent, @Nullable String after, int limit) {
        UriTree<SubscriptionDetails> tree = new UriTree<>(parent);
        broker.directory().all().forEach(one -> tree.add(one.uri(), one));
        return tree.page(
                after,
                bounded(limit),
                one -> new UriEntry(
                        one.id(),
                        one.uri(),
                        one.match(),
                        "",
                        one.created(),
                        broker.directory().countSubscribers(one.id())));
    }

    @Override
    public boolean kill(long id, long by, String reason, @Nullable String message) {
        RouterSession session = joined.find(id).filter(LiveInventory::isShown).orElse(null);
        if (session == null) {
            return false;
        }
        try {
            session.run(() -> {
                joined.killed(session, by, reason);
                session.kill(reason, message);
            });
            return true;
        } catch (RejectedExecutionException e) {
            return false; // The loop has ended, and so has the session.
        }
    }

    @Override
    public CompletionStage<Optional<TracePage>> trace(long id, TraceQuery query) {
        return traces.read(
                id, query, () -> joined.find(id).filter(LiveInventory::isShown), () -> new SessionTrace(uris()));
    }

    private TracedUris uris() {
        return new TracedUris(
                subscription -> broker.directory().find(subscription).map(SubscriptionDetails::uri),
                registration -> dealer.registration(registration).map(RegistrationDetails::uri));
    }

    @Override
    public boolean endTrace(long id) {
        return traces.end(id);
    }

    private static boolean isShown(RouterSession session) {
        return !session.principal().isTrusted();
    }

    private static int bounded(int limit) {
        return Math.max(1, Math.min(limit, LARGEST_PAGE));
    }
}
