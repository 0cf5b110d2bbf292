package io.aerostat.component;

import io.aerostat.client.auth.Authentication;
import io.aerostat.client.auth.AuthenticationAttempt;
import io.aerostat.client.auth.Authentications;
import io.aerostat.client.auth.ChallengeHandler;
import io.aerostat.client.session.JoinRequest;
import java.util.List;

/** Authentication methods whose challenges a component answers in {@link Component#onChallenge}. */
public final class Challenges {
    private Challenges() {}

    /**
     * Returns a method for {@link JoinRequest#authentication} that is offered to the router; the component answers its
     * challenges.
     */
    public static Authentication answeredByComponent(String method) {
        return new Delegated(method);
    }

    /** Returns a copy of the request in which {@code handler} answers the challenge of each delegated method. */
    static JoinRequest delegate(JoinRequest request, ChallengeHandler handler) {
        List<Authentication> resolved = request.authentications().stream()
                .map(authentication -> authentication instanceof Delegated
                        ? Authentications.answeredBy(authentication.method(), handler)
                        : authentication)
                .toList();
        return request.authentications(resolved);
    }

    private record Delegated(String method) implements Authentication {
        @Override
        public AuthenticationAttempt begin() {
            throw new IllegalStateException("method " + method + " is answered by a component, but no component joins");
        }
    }
}
