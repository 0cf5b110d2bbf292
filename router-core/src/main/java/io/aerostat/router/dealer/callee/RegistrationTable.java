package io.aerostat.router.dealer.callee;

import static io.aerostat.protocol.uri.ReservedUris.isReserved;

import io.aerostat.protocol.option.RegisterOptions;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.dealer.offer.CalleeAnnouncer;
import io.aerostat.router.dealer.offer.CalleeOffer;
import io.aerostat.router.match.PatternIndex;
import io.aerostat.router.match.SharedIds;
import io.aerostat.router.peer.Refusal;
import io.aerostat.router.realm.DealerLimits;
import io.aerostat.router.realm.DealerOptions;
import io.aerostat.router.time.RouterClock;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The registrations of a realm. Read without locks on any thread.
 *
 * <p>Writers exclude each other with a lock: a REGISTER changes the index, the map of ids and an array of callees
 * together, and the order of the changes is the order of the meta events. The lock is held for a few steps, and never
 * while a message is sent.
 */
public final class RegistrationTable {
    /** The outcome of a REGISTER. */
    sealed interface Outcome permits Added, Refused, Announced {}

    /**
     * The session has become a callee of the registration.
     *
     * @param evicted the callees that it replaced
     */
    record Added(RegisteredCallee member, List<RegisteredCallee> evicted) implements Outcome {}

    record Refused(Refusal refusal) implements Outcome {}

    private final PatternIndex<Registration> index = new PatternIndex<>();
    private final Map<Long, Registration> byId = new ConcurrentHashMap<>();
    private volatile DealerOptions options;
    private final RouterClock clock;
    private final RegistrationChanges events;
    private final CalleeAnnouncer announcer;
    private final ForeignCallees foreign;
    private long lastId;

    public RegistrationTable(DealerOptions options, RouterClock clock, RegistrationListener listener) {
        this(options, clock, listener, CalleeAnnouncer.ALONE);
    }

    /** @param announcer tells other nodes which procedures this node's sessions serve */
    public RegistrationTable(
            DealerOptions options, RouterClock clock, RegistrationListener listener, CalleeAnnouncer announcer) {
        this.options = options;
        this.announcer = announcer;
        this.clock = clock;
        this.events = new RegistrationChanges(listener);
        this.foreign = new ForeignCallees(this, events);
    }

    /** Replaces the options, for procedures that are registered from now on. */
    public synchronized void update(DealerOptions replacement) {
        options = replacement;
    }

    /**
     * Returns the one registration that serves calls of a procedure (PBR-4). No pattern of an application matches in
     * the protocol's namespace (URI-5).
     */
    @Nullable
    public Registration match(String procedure) {
        Registration best = index.bestMatch(procedure);
        if (best != null && isReserved(procedure) && !isReserved(best.details().uri())) {
            return null;
        }
        return best;
    }

    @Nullable
    public Registration find(String procedure, MatchPolicy match) {
        return index.find(procedure, match);
    }

    @Nullable
    public Registration get(long id) {
        return byId.get(id);
    }

    /** Returns a live view of all registrations, in no particular order. */
    public Collection<Registration> all() {
        return Collections.unmodifiableCollection(byId.values());
    }

    DealerLimits limits() {
        return options.limits();
    }

    CalleeAnnouncer announcer() {
        return announcer;
    }

    /** Returns the view of this table that takes callees of other nodes. */
    public ForeignCallees foreign() {
        return foreign;
    }

    /** @param offer the offer that other nodes have for the callee; null if the registration is not shared with them */
    synchronized Outcome add(
            RegisteringSession holder, String procedure, RegisterOptions wanted, @Nullable CalleeOffer offer) {
        Registration present = index.find(procedure, wanted.match());
        if (present == null) {
            return new Added(create(holder, procedure, wanted, offer), List.of());
        }
        return wanted.forceReregister()
                ? replace(present, holder, wanted, offer)
                : join(present, holder, wanted, offer);
    }

    /** An offer of this node, and the stage that completes when the other nodes know of it. */
    record Announced(CalleeOffer offer, CompletionStage<Void> known) implements Outcome {}

    /**
     * Tells the other nodes of a callee before it is registered on this node. Under the lock: if two nodes do this at
     * the same time, the junior has the senior's offer before its own offer is known everywhere.
     *
     * @return another outcome if the other nodes need not be told: the session is refused, or is a callee already
     */
    synchronized Outcome announce(RegisteringSession holder, String procedure, RegisterOptions wanted) {
        Registration present = index.find(procedure, wanted.match());
        if (present != null && !wanted.forceReregister()) {
            Refusal refusal = OfferRules.conflict(present, wanted, null);
            RegisteredCallee own = present.calleeOf(holder.callee().peer().id());
            if (refusal != null) {
                return new Refused(refusal);
            }
            if (own != null) {
                return new Added(own, List.of()); // SHR-6
            }
        }
        CalleeOffer offer = offer(present, holder, procedure, wanted);
        return new Announced(
                offer, announcer.announce(offer, holder.callee().peer().loop()));
    }

    private CalleeOffer offer(
            @Nullable Registration present, RegisteringSession holder, String procedure, RegisterOptions wanted) {
        boolean replaces = present != null && wanted.forceReregister();
        long generation = present == null ? 0 : present.generation() + (replaces ? 1 : 0);
        long id = present == null || replaces ? sharedId(procedure, wanted.match(), generation) : present.id();
        Instant created =
                present == null || replaces ? clock.now() : present.details().created();
        Registration imagined = new Registration(
                id, created, procedure, wanted.match(), wanted.invoke(), generation, 1); // only to compute the terms
        return new RegisteredCallee(imagined, holder, wanted, options, announcer.next()).toOffer();
    }

    private long sharedId(String procedure, MatchPolicy match, long generation) {
        long attempt = generation;
        long id = SharedIds.of(procedure, match, attempt);
        for (Registration other = byId.get(id); other != null; other = byId.get(id)) {
            if (other.details().uri().equals(procedure) && other.details().match() == match) {
                break;
            }
            attempt += 1L << 32;
            id = SharedIds.of(procedure, match, attempt);
        }
        return id;
    }

    /** Replaces a registration with all its callees, whatever its policy (SHR-7). */
    private Outcome replace(
            Registration present, RegisteringSession holder, RegisterOptions wanted, @Nullable CalleeOffer offer) {
        List<RegisteredCallee> evicted = List.of(present.callees());
        boolean replacesItself = evicted.stream().anyMatch(member -> member.holder() == holder);
        for (RegisteredCallee member : evicted) {
            if (!(replacesItself && member.holder() == holder)) {
                left(member);
            }
        }
        if (isAnnounced(present)) {
            evicted.forEach(member -> events.unregistered(member.session(), present.id()));
            events.deleted(evicted.get(evicted.size() - 1).session(), present.id());
        }
        // The new registration replaces the old one in the index, so that each call finds one of them.
        byId.remove(present.id());
        RegisteredCallee member = create(holder, present.details().uri(), wanted, offer);
        present.clear();
        present.waiting().close();
        return new Added(member, evicted);
    }

    private RegisteredCallee create(
            RegisteringSession holder, String procedure, RegisterOptions wanted, @Nullable CalleeOffer offer) {
        Registration created = new Registration(
                offer == null ? nextId() : offer.registration(),
                offer == null ? clock.now() : offer.created(),
                procedure,
                wanted.match(),
                wanted.invoke(),
                offer == null ? 0 : offer.generation(),
                options.limits().waitingCallsPerRegistration());
        RegisteredCallee member = member(created, holder, wanted, offer);
        created.add(member);
        enter(created);
        if (isAnnounced(created)) {
            events.created(member.session(), created.details());
            events.registered(member.session(), created.id());
        }
        return member;
    }

    private long nextId() {
        do {
            lastId++;
        } while (byId.containsKey(lastId));
        return lastId;
    }

    private RegisteredCallee member(
            Registration registration, RegisteringSession holder, RegisterOptions wanted, @Nullable CalleeOffer offer) {
        return new RegisteredCallee(registration, holder, wanted, options, offer == null ? null : offer.seniority());
    }

    private Outcome join(
            Registration present, RegisteringSession holder, RegisterOptions wanted, @Nullable CalleeOffer offer) {
        Refusal refusal = OfferRules.conflict(present, wanted, offer);
        if (refusal != null) {
            return new Refused(refusal);
        }
        if (present.details().invoke() != wanted.invoke()) {
            return replace(present, holder, wanted, offer);
        }
        RegisteredCallee own = present.calleeOf(holder.callee().peer().id());
        if (own != null) {
            return new Added(own, List.of()); // SHR-6, A-10: listed once, whatever the new options say
        }
        RegisteredCallee member = member(present, holder, wanted, offer);
        present.add(member);
        if (isAnnounced(present)) {
            events.registered(member.session(), present.id());
        }
        return new Added(member, List.of());
    }

    /** Removes a callee, and the registration with its last callee. Returns false if the callee was not there. */
    public synchronized boolean remove(RegisteredCallee member) {
        Registration registration = member.registration();
        RegisteredCallee[] present = registration.callees();
        boolean isLast = present.length == 1 && present[0] == member;
        if (isLast) {
            // The index loses it first, so that a call that finds no callees left does not find the registration again.
            drop(registration);
        }
        if (!registration.remove(member)) {
            return false;
        }
        left(member);
        if (isAnnounced(registration)) {
            events.unregistered(member.session(), registration.id());
            if (isLast) {
                events.deleted(member.session(), registration.id());
            }
        }
        if (isLast) {
            registration.waiting().close();
        }
        return true;
    }

    /** Adds a registration to the index, in place of one with the same URI. Under the lock. */
    void enter(Registration registration) {
        byId.put(registration.id(), registration);
        index.put(registration.details().uri(), registration.details().match(), registration);
    }

    /** Removes a registration from the index. Under the lock. */
    void drop(Registration registration) {
        index.remove(registration.details().uri(), registration.details().match());
        byId.remove(registration.id());
    }

    /** Removes a registration that another one replaces in the index. Under the lock. */
    void dropReplaced(Registration registration) {
        byId.remove(registration.id());
    }

    /** Tells the other nodes that a callee of this node has left its registration. */
    void left(RegisteredCallee member) {
        if (announcer.isShared() && member.node() == null && member.seniority() != null) {
            RegistrationDetails details = member.registration().details();
            announcer.withdraw(
                    details.uri(),
                    details.match(),
                    member.session(),
                    member.callee().peer().loop());
        }
    }

    /** Passes the changes to the listener. Called after the session that made them has been answered. */
    public void announce() {
        events.announce();
    }

    static boolean isAnnounced(Registration registration) {
        return !isReserved(registration.details().uri());
    }
}
