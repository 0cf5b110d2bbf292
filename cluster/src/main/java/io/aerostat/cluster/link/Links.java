package io.aerostat.cluster.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The links of this node. {@link Membership} changes them under its lock; any thread reads them without a lock. */
final class Links {
    private volatile Link[] all = {};

    /** Returns the link for which this node has chosen this key, or null if there is none. */
    @Nullable
    Link byKey(long key) {
        for (Link link : all) {
            if (link.key() == key) {
                return link;
            }
        }
        return null;
    }

    /** Returns the link of a member, or null if the link cannot send. */
    @Nullable
    Link sending(Member member) {
        for (Link link : all) {
            if (link.member().incarnation() == member.incarnation()) {
                return link.sends() ? link : null;
            }
        }
        return null;
    }

    /** Returns all links, including those that are opening or broken. The caller must not change the array. */
    Link[] all() {
        return all;
    }

    List<Member> members() {
        List<Member> members = new ArrayList<>();
        for (Link link : all) {
            if (link.sends()) {
                members.add(link.member());
            }
        }
        return members;
    }

    void add(Link link) {
        Link[] more = Arrays.copyOf(all, all.length + 1);
        more[all.length] = link;
        all = more;
    }

    void remove(Link link) {
        List<Link> rest = new ArrayList<>(List.of(all));
        rest.remove(link);
        all = rest.toArray(Link[]::new);
    }
}
