package io.aerostat.router.listener;

import io.aerostat.router.authentication.AuthenticationOptions;
import io.aerostat.router.session.SessionOptions;
import java.util.List;

/**
 * How the clients of a service authenticate, and how the router treats their sessions.
 *
 * @param methods the authentication methods that clients choose from; if empty, everyone joins with the role
 *     {@code anonymous}
 * @param sessions the options of the sessions
 */
public record Access(List<AuthenticationOptions> methods, SessionOptions sessions) {
    /** Lets everyone join with the role {@code anonymous}. */
    public static final Access ANONYMOUS = new Access(List.of(), SessionOptions.DEFAULT);

    public Access {
        methods = List.copyOf(methods);
    }

    /** Returns the access for clients that authenticate by one of these methods. */
    public static Access by(AuthenticationOptions... methods) {
        return new Access(List.of(methods), SessionOptions.DEFAULT);
    }

    /** Returns a copy with other session options. */
    public Access withSessions(SessionOptions options) {
        return new Access(methods, options);
    }

    void requireNoCookie(String service) {
        if (methods.stream().anyMatch(AuthenticationOptions.Cookie.class::isInstance)) {
            throw new IllegalArgumentException(service
                    + ": found cookie authentication without a cookie (expected a WebSocket service that has one)");
        }
    }
}
