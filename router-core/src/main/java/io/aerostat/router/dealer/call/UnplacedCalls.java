package io.aerostat.router.dealer.call;

import io.aerostat.router.dealer.callee.Registration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one caller that have no callee yet. They wait for a free slot at a registration, or are put off behind
 * calls that will be placed first. Every new CALL is checked against these calls. They are grouped, so that the cost of
 * the check does not depend on their number. Confined to the caller's loop.
 */
final class UnplacedCalls {
    private final Map<String, List<Group>> groups = new HashMap<>(); // by procedure
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    /**
     * Adds a call.
     *
     * @param awaited the registration for which the call waits; null if the call is put off
     * @param number the number of the call among all calls of the caller
     */
    void add(String procedure, @Nullable Registration awaited, long number) {
        List<Group> same = groups.computeIfAbsent(procedure, none -> new ArrayList<>(1));
        Group group = find(same, awaited);
        if (group == null) {
            group = new Group(awaited, new TreeSet<>());
            same.add(group);
        }
        group.numbers.add(number);
        size++;
    }

    /** Removes a call that was added with the same arguments. */
    void remove(String procedure, @Nullable Registration awaited, long number) {
        List<Group> same = groups.getOrDefault(procedure, List.of());
        Group group = find(same, awaited);
        if (group == null || !group.numbers.remove(number)) {
            throw new IllegalStateException("call " + number + " does not wait");
        }
        size--;
        if (group.numbers.isEmpty()) {
            same.remove(group);
        }
        if (same.isEmpty()) {
            groups.remove(procedure);
        }
    }

    private static @Nullable Group find(List<Group> groups, @Nullable Registration awaited) {
        for (Group group : groups) {
            if (group.awaited == awaited) {
                return group;
            }
        }
        return null;
    }

    /**
     * Checks whether an earlier call of the procedure must be placed first, because it is put off or waits for a
     * registration that has been deleted.
     *
     * @param number the number of the call to place
     * @param present the registration that would serve the call
     */
    boolean hasLeftBehind(String procedure, long number, Registration present) {
        if (size > 0) {
            for (Group group : groups.getOrDefault(procedure, List.of())) {
                if (group.isLeftBehind(present) && group.numbers.first() < number) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The calls of one procedure that wait for the same registration, by their numbers. */
    private record Group(@Nullable Registration awaited, TreeSet<Long> numbers) {
        boolean isLeftBehind(Registration present) {
            return awaited == null || awaited != present && awaited.callees().length == 0;
        }
    }
}
