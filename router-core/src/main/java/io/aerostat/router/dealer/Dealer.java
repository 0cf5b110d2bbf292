package io.aerostat.router.dealer;

import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.dealer.call.RealmCalls;
import io.aerostat.router.dealer.callee.DealerCounters;
import io.aerostat.router.dealer.callee.RegisteredCallee;
import io.aerostat.router.dealer.callee.Registration;
import io.aerostat.router.dealer.callee.RegistrationDetails;
import io.aerostat.router.dealer.callee.RegistrationListener;
import io.aerostat.router.dealer.callee.RegistrationTable;
import io.aerostat.router.dealer.callee.SessionLoops;
import io.aerostat.router.peer.Peer;
import io.aerostat.router.realm.DealerOptions;
import io.aerostat.router.realm.DealerStatistics;
import io.aerostat.router.time.RouterClock;
import io.netty.util.Timer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The dealer of one realm: its registrations, and what its sessions share. Any thread. */
public final class Dealer {
    /** The outcome of a revocation (REV-4). */
    public enum Revoked {
        DONE,
        NO_SUCH_REGISTRATION,
        /** The session is no callee of the registration. */
        NO_SUCH_CALLEE
    }

    private volatile DealerOptions options;
    private final DealerCounters counters = new DealerCounters();
    private final RegistrationTable registrations;
    private volatile RealmCalls calls;
    private final SessionLoops loops = new SessionLoops();

    /** @param timer for call timeouts: a hashed wheel, which the maker of the dealer owns and stops */
    public Dealer(DealerOptions options, RouterClock clock, Timer timer, RegistrationListener listener) {
        this.options = options;
        this.registrations = new RegistrationTable(options, clock, listener);
        this.calls = new RealmCalls(options, registrations, counters, clock, timer);
    }

    /** Adds a session that has joined the realm. Its end is {@link DealerSession#leave}. */
    public DealerSession join(Peer peer) {
        loops.joined(peer.loop());
        return new DealerSession(this, peer);
    }

    /** Replaces the options, for sessions that join and procedures that are registered from now on. */
    public void update(DealerOptions replacement) {
        options = replacement;
        registrations.update(replacement);
        calls = calls.with(replacement);
    }

    public DealerOptions options() {
        return options;
    }

    public DealerStatistics statistics() {
        return counters.read();
    }

    DealerCounters counters() {
        return counters;
    }

    /** Returns the number of registrations, those under {@code wamp.} included. */
    public int countRegistrations() {
        return registrations.all().size();
    }

    /** Returns all registrations as they are now, in no particular order, those under {@code wamp.} included. */
    public List<RegistrationDetails> allRegistrations() {
        return registrations.all().stream().map(Registration::details).collect(Collectors.toList());
    }

    /** Returns the registration of exactly this URI or pattern. */
    public Optional<RegistrationDetails> lookup(String uri, MatchPolicy match) {
        return detailsOf(registrations.find(uri, match));
    }

    /** Returns the registration that would serve a call of this procedure (PBR-4). */
    public Optional<RegistrationDetails> match(String procedure) {
        return detailsOf(registrations.match(procedure));
    }

    public Optional<RegistrationDetails> registration(long id) {
        return detailsOf(registrations.get(id));
    }

    private static Optional<RegistrationDetails> detailsOf(@Nullable Registration registration) {
        return registration == null ? Optional.empty() : Optional.of(registration.details());
    }

    /**
     * Returns the callees of a registration in the order in which they registered; empty if there is no such
     * registration.
     */
    public List<Long> callees(long registration) {
        Registration found = registrations.get(registration);
        return found == null
                ? List.of()
                : Arrays.stream(found.callees()).map(RegisteredCallee::session).collect(Collectors.toList());
    }

    /** Removes a callee from a registration, and notifies the callee if it announced the feature (REV-1, REV-4). */
    public Revoked revoke(long registration, long session, @Nullable String reason) {
        Registration found = registrations.get(registration);
        if (found == null) {
            return Revoked.NO_SUCH_REGISTRATION;
        }
        RegisteredCallee member = found.calleeOf(session);
        if (member == null || !registrations.remove(member)) {
            return Revoked.NO_SUCH_CALLEE;
        }
        member.holder().revoke(member, reason);
        registrations.announce();
        return Revoked.DONE;
    }

    RegistrationTable registrations() {
        return registrations;
    }

    SessionLoops loops() {
        return loops;
    }

    RealmCalls calls() {
        return calls;
    }
}
