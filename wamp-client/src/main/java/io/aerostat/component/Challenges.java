package io.aerostat.component;

import io.aerostat.client.auth.Authentication;
import io.aerostat.client.session.JoinRequest;
import io.aerostat.client.session.life.DelegatedMethod;

/** Authentication methods whose challenges a component answers in {@link Component#onChallenge}. */
public final class Challenges {
    private Challenges() {}

    /**
     * Returns a method for {@link JoinRequest#authentication} that is offered to the router; the component answers its
     * challenges.
     */
    public static Authentication answeredByComponent(String method) {
        return new DelegatedMethod(method);
    }
}
