package io.aerostat.router.dealer;

import io.aerostat.protocol.option.InvocationDetails;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.dealer.call.RealmCalls;
import io.aerostat.router.dealer.callee.CalleeNode;
import io.aerostat.router.dealer.callee.DealerCounters;
import io.aerostat.router.dealer.callee.ForeignCallees;
import io.aerostat.router.dealer.callee.ForwardedCall;
import io.aerostat.router.dealer.callee.LostCallee;
import io.aerostat.router.dealer.callee.RegisteredCallee;
import io.aerostat.router.dealer.callee.Registration;
import io.aerostat.router.dealer.callee.RegistrationDetails;
import io.aerostat.router.dealer.callee.RegistrationListener;
import io.aerostat.router.dealer.callee.RegistrationTable;
import io.aerostat.router.dealer.callee.SessionLoops;
import io.aerostat.router.dealer.offer.CalleeAnnouncer;
import io.aerostat.router.dealer.offer.CalleeOffer;
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

/** The dealer of one realm: its registrations, and the objects that its sessions share. Thread-safe. */
public final class Dealer {
    /** The outcome of a revocation (REV-4). */
    public enum Revoked {
        DONE,
        NO_SUCH_REGISTRATION,
        /** The session is not a callee of the registration. */
        NO_SUCH_CALLEE
    }

    private volatile DealerOptions options;
    private final DealerCounters counters = new DealerCounters();
    private final RegistrationTable registrations;
    private final ForeignCallees foreign;
    private volatile RealmCalls calls;
    private final SessionLoops loops = new SessionLoops();

    /** Creates the dealer of a realm on a single node. The parameters are those of the other constructor. */
    public Dealer(DealerOptions options, RouterClock clock, Timer timer, RegistrationListener listener) {
        this(options, clock, timer, listener, CalleeAnnouncer.ALONE);
    }

    /**
     * Creates the dealer of a realm.
     *
     * @param timer the timer of call timeouts; the creator of the dealer owns and stops it
     * @param announcer informs the other nodes about the procedures that this node's sessions serve
     */
    public Dealer(
            DealerOptions options,
            RouterClock clock,
            Timer timer,
            RegistrationListener listener,
            CalleeAnnouncer announcer) {
        this.options = options;
        this.registrations = new RegistrationTable(options, clock, listener, announcer);
        this.foreign = registrations.foreign();
        this.calls = new RealmCalls(options, registrations, counters, clock, timer);
    }

    /** Adds a session that has joined the realm. {@link DealerSession#leave} removes it. */
    public DealerSession join(Peer peer) {
        loops.joined(peer.loop());
        return new DealerSession(this, peer);
    }

    /**
     * Replaces the options. The new options apply to sessions that join, and procedures that are registered, after this
     * call.
     */
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

    /** Returns the number of registrations, including those under {@code wamp.}. */
    public int countRegistrations() {
        return registrations.all().size();
    }

    /** Returns all current registrations, in no particular order, including those under {@code wamp.}. */
    public List<RegistrationDetails> allRegistrations() {
        return registrations.all().stream().map(Registration::details).collect(Collectors.toList());
    }

    /** Returns the registration of exactly this URI or pattern. */
    public Optional<RegistrationDetails> lookup(String uri, MatchPolicy match) {
        return detailsOf(registrations.find(uri, match));
    }

    /** Returns the registration that would serve a call of this procedure now (PBR-4). */
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

    /** Removes a callee from a registration, and notifies its client if it announced the feature (REV-1, REV-4). */
    public Revoked revoke(long registration, long session, @Nullable String reason) {
        Registration found = registrations.get(registration);
        if (found == null) {
            return Revoked.NO_SUCH_REGISTRATION;
        }
        RegisteredCallee member = found.calleeOf(session);
        if (member == null) {
            return Revoked.NO_SUCH_CALLEE;
        }
        CalleeNode node = member.node();
        if (node != null) {
            node.revoke(found.details().uri(), found.details().match(), session, reason);
            return Revoked.DONE;
        }
        if (!registrations.remove(member)) {
            return Revoked.NO_SUCH_CALLEE;
        }
        member.revoke(reason);
        registrations.announce();
        return Revoked.DONE;
    }

    /** Counts an answer from another node that has arrived after the end of its call. */
    public void countLateAnswer() {
        counters.lateAnswers.increment();
    }

    /** Adds a callee of another node, or replaces its offer. */
    public void addCallee(CalleeNode node, CalleeOffer offer) {
        foreign.add(node, offer);
        registrations.announce();
    }

    /** Removes a callee of another node. */
    public void removeCallee(CalleeNode node, String procedure, MatchPolicy match, long session) {
        foreign.remove(node, procedure, match, session);
    }

    /**
     * Removes all callees of an unreachable node. Publishes no meta event, because the node may come back.
     *
     * @return the removed callees, except those of registrations that the meta API hides
     */
    public List<LostCallee> removeCallees(CalleeNode node) {
        return foreign.remove(node);
    }

    /**
     * Finds the callee of a call from another node.
     *
     * @param session the callee
     * @param replies receives the answers
     * @return the call, which must be started on its loop; null if the callee has left
     */
    public @Nullable ForwardedCall forwarded(
            long request,
            String procedure,
            MatchPolicy match,
            long session,
            InvocationDetails details,
            Payload payload,
            boolean wantsProgress,
            boolean takesPassthru,
            ForwardedCall.Replies replies) {
        return registrations
                .foreign()
                .forwarded(request, procedure, match, session, details, payload, wantsProgress, takesPassthru, replies);
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
