package io.aerostat.router.session.state;

import io.aerostat.router.session.joined.JoinableRealm;
import org.jspecify.annotations.Nullable;

/** The realms that sessions may join. Any thread. */
@FunctionalInterface
public interface RealmDirectory {
    /** Returns the running realm with this name, or null. */
    @Nullable
    JoinableRealm find(String name);
}
