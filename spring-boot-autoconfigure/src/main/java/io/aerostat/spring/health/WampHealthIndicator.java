package io.aerostat.spring.health;

import io.aerostat.client.session.SessionDetails;
import io.aerostat.spring.client.SessionLifecycle;
import io.aerostat.spring.client.SessionStatus;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Reports that the application is up while its session is joined and all methods are bound. */
public final class WampHealthIndicator extends AbstractHealthIndicator {
    private final SessionLifecycle lifecycle;

    /** Creates the indicator of a session. */
    public WampHealthIndicator(SessionLifecycle lifecycle) {
        super("the health of the WAMP session could not be determined");
        this.lifecycle = lifecycle;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        SessionStatus status = lifecycle.status().orElse(null);
        if (status == null) {
            health.down().withDetail("problem", "the session has not been started");
            return;
        }
        SessionDetails session = status.joined().orElse(null);
        if (session == null || !status.problem().isEmpty()) {
            health.down().withDetail("problem", status.problem());
            return;
        }
        health.up()
                .withDetail("realm", session.realm())
                .withDetail("authid", session.authid())
                .withDetail("authrole", session.authrole())
                .withDetail("router", session.agent())
                .withDetail("droppedEvents", lifecycle.session().droppedEvents());
    }
}
