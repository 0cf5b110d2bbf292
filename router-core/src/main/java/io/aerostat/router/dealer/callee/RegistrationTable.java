package io.aerostat.router.dealer.callee;

import static io.aerostat.protocol.uri.ReservedUris.isOfNode;
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
 * The registrations of a realm. Readers on any thread need no lock.
 *
 * <p>Writers take a lock: REGISTER changes the index, the map of ids and an array of callees together, and the meta
 * events have the order of the changes. The lock is held only for a few steps, and never while a message is sent.
 */
public final class RegistrationTable {
    /** The outcome of a REGISTER. */
    sealed interface Outcome permits Added, Refused, Announced {}

    /**
     * The session has become a callee of the registration.
     *
     * @param evicted the callees that the session has replaced
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

    /**
     * Creates an empty table.
     *
     * @param announcer informs the other nodes about the procedures that this node's sessions serve
     */
    public RegistrationTable(
            DealerOptions options, RouterClock clock, RegistrationListener listener, CalleeAnnouncer announcer) {
        this.options = options;
        this.announcer = announcer;
        this.clock = clock;
        this.events = new RegistrationChanges(listener);
        this.foreign = new ForeignCallees(this, events);
    }

    /** Replaces the options. The new options apply to procedures that are registered after this call. */
    public synchronized void update(DealerOptions replacement) {
        options = replacement;
    }

    /**
     * Returns the registration that serves calls of a procedure, or null if there is none (PBR-4). Patterns of
     * applications match neither procedures of the protocol's namespace (URI-5) nor procedures that manage a node.
     */
    @Nullable
    public Registration match(String procedure) {
        Registration best = index.bestMatch(procedure);
        if (best == null) {
            return null;
        }
        String registered = best.details().uri();
        boolean isHidden =
                (isReserved(procedure) && !isReserved(registered)) || (isOfNode(procedure) && !isOfNode(registered));
        return isHidden ? null : best;
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

    /** Returns the object that manages callees of other nodes in this table. */
    public ForeignCallees foreign() {
        return foreign;
    }

    /**
     * Adds a callee of this node.
     *
     * @param offer the offer that the other nodes have received for the callee; null if the registration is not shared
     *     with them
     */
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

    /**
     * The other nodes are being informed about an offer of this node.
     *
     * @param known completes when the other nodes have the offer
     */
    record Announced(CalleeOffer offer, CompletionStage<Void> known) implements Outcome {}

    /**
     * Informs the other nodes about a callee before it is registered on this node. Runs under the lock. If two nodes
     * announce callees at the same time, the lock ensures an order: the junior's node receives the senior's offer
     * before all nodes have received the junior's offer.
     *
     * @return an outcome other than {@code Announced} if there is nothing to announce: the session is refused, or is a
     *     callee already
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
        // A temporary registration with the terms of the offer. The registration never enters the table.
        Registration imagined =
                new Registration(id, created, procedure, wanted.match(), wanted.invoke(), generation, 1);
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

    /** Replaces a registration and all its callees, whatever its policy (SHR-7). */
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
        // The new registration replaces the old one in the index in one step, so each call finds one of the two.
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
            return new Added(own, List.of()); // SHR-6, A-10: listed once, even with new options
        }
        RegisteredCallee member = member(present, holder, wanted, offer);
        present.add(member);
        if (isAnnounced(present)) {
            events.registered(member.session(), present.id());
        }
        return new Added(member, List.of());
    }

    /**
     * Removes a callee, and with the last callee also the registration. Returns false if the registration does not have
     * the callee.
     */
    public synchronized boolean remove(RegisteredCallee member) {
        Registration registration = member.registration();
        RegisteredCallee[] present = registration.callees();
        boolean isLast = present.length == 1 && present[0] == member;
        if (isLast) {
            // Remove the registration from the index first, so that a call that finds no callees left does not find the
            // registration again.
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

    /** Adds a registration to the index, replacing one with the same URI. Called under the lock. */
    void enter(Registration registration) {
        byId.put(registration.id(), registration);
        index.put(registration.details().uri(), registration.details().match(), registration);
    }

    /** Removes a registration from the index. Called under the lock. */
    void drop(Registration registration) {
        index.remove(registration.details().uri(), registration.details().match());
        byId.remove(registration.id());
    }

    /** Removes a registration that another one replaces in the index. Called under the lock. */
    void dropReplaced(Registration registration) {
        byId.remove(registration.id());
    }

    /** Informs the other nodes that a callee of this node has left its registration. */
    void left(RegisteredCallee member) {
        if (announcer.isShared() && member.node() == null && member.seniority() != null) {
            RegistrationDetails details = member.registration().details();
            member.withdrawn(announcer.withdraw(
                    details.uri(),
                    details.match(),
                    member.session(),
                    member.callee().peer().loop()));
        }
    }

    /** Passes the changes to the listener. Called after the session that made the changes has got its answer. */
    public void announce() {
        events.announce();
    }

    static boolean isAnnounced(Registration registration) {
        return isShared(registration.details().uri());
    }

    /** Checks whether the nodes of a cluster share the registrations of a procedure. */
    static boolean isShared(String procedure) {
        return !isReserved(procedure) && !isOfNode(procedure);
    }
}
