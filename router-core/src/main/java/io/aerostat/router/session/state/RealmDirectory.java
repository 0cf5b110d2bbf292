package io.aerostat.router.session.state;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.router.session.joined.JoinableRealm;
import org.jspecify.annotations.Nullable;

/** The realms that sessions may join. Any thread. */
@FunctionalInterface
public interface RealmDirectory {
    /** Returns the running realm of that name, or null. */
    @Nullable
    JoinableRealm find(String name);

    /**
     * Checks whether a client may request this realm, that is, whether the realm runs or can be created for the client.
     */
    default boolean isJoinable(String name) {
        return find(name) != null;
    }

    /** Returns the realm for a client that has proved its identity and has this role; may create the realm. */
    default Opened open(String name, String role) {
        JoinableRealm found = find(name);
        return found == null ? Opened.none(name) : Opened.of(found);
    }

    /**
     * A realm that a session joins, or the reason why there is none.
     *
     * @param realm null if there is none
     * @param error the URI of the refusal
     * @param text the text of the refusal
     */
    record Opened(@Nullable JoinableRealm realm, String error, String text) {
        public static Opened of(JoinableRealm realm) {
            return new Opened(realm, "", "");
        }

        public static Opened none(String name) {
            return new Opened(null, ErrorUris.NO_SUCH_REALM, "no realm \"" + name + "\" exists on this router");
        }
    }
}
