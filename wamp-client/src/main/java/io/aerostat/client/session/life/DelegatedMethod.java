package io.aerostat.client.session.life;

import io.aerostat.client.auth.Authentication;
import io.aerostat.client.auth.AuthenticationAttempt;
import io.aerostat.client.auth.Authentications;
import io.aerostat.client.auth.ChallengeHandler;
import io.aerostat.client.session.JoinRequest;
import java.util.List;

/**
 * An authentication method that a component offers, and whose challenges the component answers itself. Immutable; any
 * thread.
 */
public record DelegatedMethod(String method) implements Authentication {
    /** Returns a copy of the request in which {@code handler} answers the challenges of each delegated method. */
    public static JoinRequest resolve(JoinRequest request, ChallengeHandler handler) {
        List<Authentication> resolved = request.authentications().stream()
                .map(authentication -> authentication instanceof DelegatedMethod
                        ? Authentications.answeredBy(authentication.method(), handler)
                        : authentication)
                .toList();
        return request.authentications(resolved);
    }

    @Override
    public AuthenticationAttempt begin() {
        throw new IllegalStateException("method " + method + " is answered by a component, but no component joins");
    }
}
