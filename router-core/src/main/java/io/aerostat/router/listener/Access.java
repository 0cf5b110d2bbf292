package io.aerostat.router.listener;

import io.aerostat.router.authentication.AuthenticationOptions;
import io.aerostat.router.session.SessionOptions;
import java.util.List;

/**
 * Who may join over a service, and how the router treats their sessions.
 *
 * @param methods the authentication methods that clients choose from; if empty, everybody joins with the role
 *     {@code anonymous}
 * @param sessions how the router treats the sessions
 */
public record Access(List<AuthenticationOptions> methods, SessionOptions sessions) {
    /** Everybody joins with the role {@code anonymous}. */
    public static final Access ANONYMOUS = new Access(List.of(), SessionOptions.DEFAULT);

    public Access {
        methods = List.copyOf(methods);
    }

    /** Returns the access for clients that authenticate by one of these methods. */
    public static Access by(AuthenticationOptions... methods) {
        return new Access(List.of(methods), SessionOptions.DEFAULT);
    }

    /** Returns a copy with other options of the sessions. */
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
