package io.aerostat.router.realm.running;

import io.aerostat.protocol.message.WampMessage;
import io.aerostat.router.audit.Observers;
import io.aerostat.router.authorization.Action;
import io.aerostat.router.authorization.rule.RoleAuthorizers;
import io.aerostat.router.observation.ObservedSession;
import io.aerostat.router.peer.LeaveReason;
import io.aerostat.router.realm.RoleStatistics;
import io.aerostat.router.session.joined.RouterSession;
import io.aerostat.router.tally.NamedCounters;
import io.aerostat.router.tally.RoleTallies;
import io.aerostat.router.tally.RoleTally;
import io.netty.util.concurrent.EventExecutor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;

/** Counts the activity of a realm's sessions by role, and informs the observers of the router. Any thread. */
final class RealmActivity {
    private final Observers observers;
    private final RoleTallies tallies;
    private final NamedCounters joined = new NamedCounters();
    /** The sessions that have ended, by role and then by reason. */
    private final ConcurrentMap<String, NamedCounters> left = new ConcurrentHashMap<>();
    /** The denied requests, by role and then by action. */
    private final ConcurrentMap<String, NamedCounters> denied = new ConcurrentHashMap<>();
    /** The requests that exceeded a rate limit, by role and then by action. */
    private final ConcurrentMap<String, NamedCounters> tooFast = new ConcurrentHashMap<>();
    /** The messages whose payloads did not fit a contract or permission, by role and then by action. */
    private final ConcurrentMap<String, NamedCounters> misfits = new ConcurrentHashMap<>();

    RealmActivity(Observers observers, boolean measuresCalls) {
        this.observers = observers;
        this.tallies = new RoleTallies(measuresCalls, observers.tracing());
    }

    RoleTally tally(String role, EventExecutor loop) {
        return tallies.of(role, loop);
    }

    void joined(RouterSession session) {
        joined.count(session.principal().authrole());
        ObservedSession observed = session.observed();
        if (observed != null) {
            observers.joined(observed);
        }
    }

    void left(RouterSession session, LeaveReason reason, String why) {
        of(left, session.principal().authrole()).count(reason.word());
        ObservedSession observed = session.observed();
        if (observed != null && reason != LeaveReason.UNWELCOMED) {
            observers.left(observed, session.end(reason, why));
        }
    }

    void denied(RouterSession session, Action action, String uri, String error) {
        of(denied, session.principal().authrole()).count(action.wire());
        ObservedSession observed = session.observed();
        if (observed != null) {
            observers.denied(observed, action.wire(), uri, error);
        }
    }

    /** Counts a message whose payload did not fit a contract or permission, and informs the observers. */
    void misfit(RouterSession session, String action, String uri, String path) {
        of(misfits, session.principal().authrole()).count(action);
        ObservedSession observed = session.observed();
        if (observed != null) {
            observers.misfit(observed, action, uri, path);
        }
    }

    /** Counts a request that exceeded a rate limit. */
    void tooFast(String role, WampMessage.Type request) {
        of(tooFast, role).count(request.name().toLowerCase(Locale.ROOT));
    }

    private static NamedCounters of(ConcurrentMap<String, NamedCounters> byRole, String role) {
        NamedCounters counters = byRole.get(role);
        return counters != null ? counters : byRole.computeIfAbsent(role, name -> new NamedCounters());
    }

    /**
     * Returns the numbers of each role, by name.
     *
     * @param configured the roles of the realm
     * @param sessions the sessions that are joined now
     */
    List<RoleStatistics> roles(RoleAuthorizers configured, JoinedSessions sessions) {
        Map<String, Long> present = sessions.all().stream()
                .collect(Collectors.groupingBy(session -> session.principal().authrole(), Collectors.counting()));
        Set<String> names = new TreeSet<>(tallies.roles());
        names.addAll(configured.names());
        return names.stream()
                .map(role -> new RoleStatistics(
                        role,
                        present.getOrDefault(role, 0L).intValue(),
                        joined.get(role),
                        read(left, role),
                        read(denied, role),
                        read(tooFast, role),
                        read(misfits, role),
                        tallies.calls(role),
                        tallies.publications(role),
                        tallies.events(role)))
                .toList();
    }

    private static Map<String, Long> read(Map<String, NamedCounters> byRole, String role) {
        NamedCounters counters = byRole.get(role);
        return counters == null ? Map.of() : counters.read();
    }
}
