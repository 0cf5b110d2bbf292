package io.aerostat.mqtt.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The groups of clients that share subscriptions. Every member of a group has a WAMP subscription of its own; the group
 * decides in turn which member passes an event to its client. Any thread.
 */
final class SharedGroups {
    /** The number of decisions that a group remembers, so that all members see the same decision. */
    private static final int REMEMBERED = 4_096;

    private final ConcurrentMap<Name, Group> groups = new ConcurrentHashMap<>();

    /** The name of a group: its realm, and the filter with the name that clients have given to the group. */
    record Name(String realm, String filter) {}

    /**
     * One group. Its methods are synchronized because a decision needs the members, the turn and the earlier decisions
     * together, and members belong to several loops.
     */
    private static final class Group {
        private final List<MqttLink> members = new ArrayList<>();
        private final Map<Long, MqttLink> decisions = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, MqttLink> eldest) {
                return size() > REMEMBERED;
            }
        };
        private int turn;

        synchronized void add(MqttLink member) {
            if (!members.contains(member)) {
                members.add(member);
            }
        }

        /** Removes a member. Returns whether the group is empty now. */
        synchronized boolean remove(MqttLink member) {
            members.remove(member);
            return members.isEmpty();
        }

        synchronized boolean isFor(MqttLink member, long publication) {
            MqttLink chosen = decisions.get(publication);
            if (chosen == null) {
                turn = (turn + 1) % Math.max(1, members.size());
                chosen = members.isEmpty() ? member : members.get(turn);
                decisions.put(publication, chosen);
            }
            return chosen == member;
        }
    }

    void join(Name name, MqttLink member) {
        groups.compute(name, (same, present) -> {
            Group group = present == null ? new Group() : present;
            group.add(member);
            return group;
        });
    }

    /** Removes a member. Does nothing if the group does not have this member. */
    void leave(Name name, MqttLink member) {
        groups.computeIfPresent(name, (same, group) -> group.remove(member) ? null : group);
    }

    /** Checks whether a member must pass an event to its client. */
    boolean isFor(Name name, MqttLink member, long publication) {
        Group group = groups.get(name);
        return group == null || group.isFor(member, publication);
    }
}
