package io.aerostat.router.web.bridge;

import io.aerostat.protocol.feature.Feature;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.message.Challenge;
import io.aerostat.protocol.message.Hello;
import io.aerostat.protocol.option.HelloDetails;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a request joins: its HELLO, and the secret that answers a challenge.
 *
 * @param secret a password or token, which must not be logged; empty if the request has none
 */
record Login(Hello hello, Optional<String> secret) {
    private static final Roles ROLES =
            new Roles(Map.of(Role.PUBLISHER, Set.<Feature>of(), Role.CALLER, Set.<Feature>of()));

    /** The methods whose challenge is answered with the secret itself. */
    private static final Set<String> PLAIN = Set.of("ticket", "jwt");

    /** Returns the login of a request without an {@code Authorization} header. */
    static Login withoutSecret(String realm, @Nullable String agent) {
        return of(realm, agent, List.of("tls", "anonymous"), null, Optional.empty());
    }

    /** Returns the login of a request with user and password. */
    static Login withPassword(String realm, @Nullable String agent, String user, String password) {
        return of(realm, agent, List.of("ticket"), user, Optional.of(password));
    }

    /** Returns the login of a request with a token. */
    static Login withToken(String realm, @Nullable String agent, String token) {
        return of(realm, agent, List.of("jwt", "ticket"), null, Optional.of(token));
    }

    private static Login of(
            String realm,
            @Nullable String agent,
            List<String> methods,
            @Nullable String authid,
            Optional<String> secret) {
        return new Login(new Hello(realm, new HelloDetails(ROLES, agent, methods, authid, null, Map.of())), secret);
    }

    /** Returns the answer to a challenge; empty if the request has none. */
    Optional<String> answer(Challenge challenge) {
        return PLAIN.contains(challenge.authmethod()) ? secret : Optional.empty();
    }

    /** Returns a text without the secret. */
    @Override
    public String toString() {
        return "Login[" + hello.details() + "]";
    }
}
