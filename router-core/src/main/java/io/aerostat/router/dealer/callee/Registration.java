package io.aerostat.router.dealer.callee;

import io.aerostat.protocol.option.InvocationPolicy;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.dealer.offer.Seniority;
import io.aerostat.router.dealer.selection.CalleeSelection;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A procedure or pattern with its callees, in the order in which they registered (SHR-5). Any thread may read a
 * snapshot of the callees; they change only under the lock of {@link RegistrationTable}.
 */
public final class Registration {
    private static final RegisteredCallee[] NONE = {};

    private final RegistrationDetails details;
    private final long generation;
    private final CalleeSelection selection;
    private final WaitingCalls waiting;
    private volatile RegisteredCallee[] members = NONE;
    private volatile boolean bounded;

    Registration(
            long id,
            Instant created,
            String procedure,
            MatchPolicy match,
            InvocationPolicy invoke,
            long generation,
            int maximumWaiting) {
        this.details = new RegistrationDetails(id, created, procedure, match, invoke);
        this.generation = generation;
        this.selection = CalleeSelection.of(invoke);
        this.waiting = new WaitingCalls(this, maximumWaiting);
    }

    long id() {
        return details.id();
    }

    /** Returns how many times {@code force_reregister} has replaced the registration, on all nodes of a cluster. */
    long generation() {
        return generation;
    }

    public RegistrationDetails details() {
        return details;
    }

    public WaitingCalls waiting() {
        return waiting;
    }

    /** Checks whether any current or former callee limits the number of its invocations. */
    public boolean isBounded() {
        return bounded;
    }

    /**
     * Returns a snapshot of the callees; empty when the registration has been deleted. Callers must not change the
     * array.
     */
    public RegisteredCallee[] callees() {
        return members;
    }

    @Nullable
    public RegisteredCallee calleeOf(long session) {
        for (RegisteredCallee member : members) {
            if (member.session() == session) {
                return member;
            }
        }
        return null;
    }

    /**
     * Picks a callee by the policy, or by the key of the call (SHD-1), and acquires one of its slots. Returns null if
     * no callee can serve the call now.
     */
    @Nullable
    public RegisteredCallee pick(CalleeSearch search) {
        CalleeSelection own = search.partition();
        return (own == null ? selection : own).pick(members, search);
    }

    void add(RegisteredCallee member) {
        RegisteredCallee[] old = members;
        RegisteredCallee[] more = Arrays.copyOf(old, old.length + 1);
        int place = placeOf(member.seniority(), old);
        System.arraycopy(old, place, more, place + 1, old.length - place);
        more[place] = member;
        if (member.isBounded()) {
            bounded = true;
        }
        members = more;
    }

    private static int placeOf(@Nullable Seniority added, RegisteredCallee[] present) {
        int place = present.length;
        while (added != null && place > 0) {
            Seniority before = present[place - 1].seniority();
            if (before == null || before.compareTo(added) < 0) {
                break;
            }
            place--;
        }
        return place;
    }

    /** Removes a callee. Returns false if the registration does not have this callee. */
    boolean remove(RegisteredCallee member) {
        RegisteredCallee[] old = members;
        int position = Arrays.asList(old).indexOf(member);
        if (position < 0) {
            return false;
        }
        RegisteredCallee[] fewer = new RegisteredCallee[old.length - 1];
        System.arraycopy(old, 0, fewer, 0, position);
        System.arraycopy(old, position + 1, fewer, position, fewer.length - position);
        members = fewer;
        selection.left(position);
        return true;
    }

    void clear() {
        members = NONE;
    }
}
