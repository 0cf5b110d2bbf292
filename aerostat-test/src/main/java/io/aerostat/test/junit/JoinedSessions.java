package io.aerostat.test.junit;

import io.aerostat.client.session.Session;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The sessions that are parameters of one test or of the methods of one class. Confined to the thread of the test. */
final class JoinedSessions {
    private final ExtensionContext context;
    private final List<Session> sessions = new ArrayList<>();

    JoinedSessions(ExtensionContext context) {
        this.context = context;
    }

    boolean belongTo(ExtensionContext other) {
        return context.getUniqueId().equals(other.getUniqueId());
    }

    void add(Session session) {
        sessions.add(session);
    }

    /** Leaves all sessions without waiting. */
    void leave() {
        sessions.forEach(Session::close);
    }
}
