package io.aerostat.router.dealer.callee;

import static io.aerostat.protocol.uri.ReservedUris.isReserved;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.option.InvocationPolicy;
import io.aerostat.protocol.option.RegisterOptions;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.match.PatternIndex;
import io.aerostat.router.peer.Refusal;
import io.aerostat.router.realm.DealerOptions;
import io.aerostat.router.time.RouterClock;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
    sealed interface Outcome permits Added, Refused {}

    /**
     * The session has become a callee of the registration.
     *
     * @param evicted the callees that it replaced
     */
    record Added(RegisteredCallee member, List<RegisteredCallee> evicted) implements Outcome {}

    record Refused(Refusal refusal) implements Outcome {}

    private final PatternIndex<Registration> index = new PatternIndex<>();
    private final Map<Long, Registration> byId = new ConcurrentHashMap<>();
    private DealerOptions options;
    private final RouterClock clock;
    private final RegistrationChanges events;
    private long lastId;

    public RegistrationTable(DealerOptions options, RouterClock clock, RegistrationListener listener) {
        this.options = options;
        this.clock = clock;
        this.events = new RegistrationChanges(listener);
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

    synchronized Outcome add(RegisteringSession holder, String procedure, RegisterOptions wanted) {
        Registration present = index.find(procedure, wanted.match());
        if (present == null) {
            return new Added(create(holder, procedure, wanted), List.of());
        }
        return wanted.forceReregister() ? replace(present, holder, wanted) : join(present, holder, wanted);
    }

    /** Replaces a registration with all its callees, whatever its policy (SHR-7). */
    private Outcome replace(Registration present, RegisteringSession holder, RegisterOptions wanted) {
        List<RegisteredCallee> evicted = List.of(present.callees());
        if (isAnnounced(present)) {
            evicted.forEach(member -> events.unregistered(member.session(), present.id()));
            events.deleted(evicted.get(evicted.size() - 1).session(), present.id());
        }
        // The new registration replaces the old one in the index, so that each call finds one of them.
        RegisteredCallee member = create(holder, present.details().uri(), wanted);
        byId.remove(present.id());
        present.clear();
        present.waiting().close();
        return new Added(member, evicted);
    }

    private RegisteredCallee create(RegisteringSession holder, String procedure, RegisterOptions wanted) {
        lastId++;
        Registration created = new Registration(
                lastId,
                clock.now(),
                procedure,
                wanted.match(),
                wanted.invoke(),
                options.limits().waitingCallsPerRegistration());
        RegisteredCallee member = new RegisteredCallee(created, holder, wanted, options);
        created.add(member);
        byId.put(created.id(), created);
        index.put(procedure, wanted.match(), created);
        if (isAnnounced(created)) {
            events.created(member.session(), created.details());
            events.registered(member.session(), created.id());
        }
        return member;
    }

    private Outcome join(Registration present, RegisteringSession holder, RegisterOptions wanted) {
        RegistrationDetails details = present.details();
        if (details.invoke() != wanted.invoke()) {
            return new Refused(new Refusal(
                    details.invoke() == InvocationPolicy.SINGLE
                            ? ErrorUris.PROCEDURE_ALREADY_EXISTS // SHR-2: with whatever policy, it is taken
                            : ErrorUris.PROCEDURE_EXISTS_WITH_DIFFERENT_INVOCATION_POLICY,
                    "register for already registered procedure '" + details.uri()
                            + "' with conflicting invocation policy (has "
                            + details.invoke().wire() + " and "
                            + wanted.invoke().wire() + " was requested)"));
        }
        if (wanted.invoke() == InvocationPolicy.SINGLE) {
            return new Refused(new Refusal(
                    ErrorUris.PROCEDURE_ALREADY_EXISTS, // SHR-2
                    "register for already registered procedure '" + details.uri() + "'"));
        }
        RegisteredCallee own = present.calleeOf(holder.callee().peer().id());
        if (own != null) {
            return new Added(own, List.of()); // SHR-6, A-10: listed once, whatever the new options say
        }
        RegisteredCallee member = new RegisteredCallee(present, holder, wanted, options);
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
            RegistrationDetails details = registration.details();
            index.remove(details.uri(), details.match());
            byId.remove(registration.id());
        }
        if (!registration.remove(member)) {
            return false;
        }
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

    /** Passes the changes to the listener. Called after the session that made them has been answered. */
    public void announce() {
        events.announce();
    }

    private static boolean isAnnounced(Registration registration) {
        return !isReserved(registration.details().uri());
    }
}
