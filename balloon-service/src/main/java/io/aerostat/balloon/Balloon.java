package io.aerostat.balloon;

import io.aerostat.client.annotation.Procedure;
import io.aerostat.client.auth.ChallengeAnswer;
import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.pubsub.Publication;
import io.aerostat.client.session.CloseReason;
import io.aerostat.client.session.JoinRequest;
import io.aerostat.client.session.Session;
import io.aerostat.component.Challenges;
import io.aerostat.component.Component;
import io.aerostat.component.ComponentContext;
import io.aerostat.protocol.authentication.WampCra;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.error.StageFailure;
import io.aerostat.protocol.message.Challenge;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The weather balloon. It joins, shows that the router refuses requests that the balloon's role does not permit, offers
 * {@code com.balloon.pop}, and publishes the readings of its instruments to {@code com.balloon.data}.
 */
public final class Balloon implements Component {

    private static final Logger log = LoggerFactory.getLogger(Balloon.class);

    private static final String DATA = "com.balloon.data";
    private static final String[] FORBIDDEN = {"com.example.oncounter", "com.foobar.topic2"};

    private final BalloonOptions options;
    private final InstantSource clock;
    private final Flight flight;
    private @Nullable Instruments instruments;

    /** Prepares the launch; {@link BalloonOptions} describes the {@code extra} of the configuration. */
    public Balloon(ComponentContext context) {
        this(BalloonOptions.of(context.extra()), Clock.systemUTC());
    }

    Balloon(BalloonOptions options, InstantSource clock) {
        this.options = options;
        this.clock = clock;
        this.flight = new Flight(options.plan(), clock);
    }

    @Override
    public JoinRequest onConnect(ComponentContext context, JoinRequest configured) {
        return configured.authid(options.authid()).authentication(Challenges.answeredByComponent(WampCra.METHOD));
    }

    @Override
    public CompletionStage<ChallengeAnswer> onChallenge(ComponentContext context, Challenge challenge)
            throws ProtocolViolation {
        return CompletableFuture.completedStage(
                ChallengeAnswer.of(WampCra.answer(challenge.extra(), options.secret())));
    }

    @Override
    public CompletionStage<?> onJoin(Session session) {
        log.atInfo().addKeyValue("session", session.details()).log("balloon joined");
        CompletableFuture<?>[] attempts = new CompletableFuture<?>[FORBIDDEN.length];
        for (int i = 0; i < FORBIDDEN.length; i++) {
            attempts[i] = tryToPublish(session, FORBIDDEN[i]);
        }
        stopInstruments();
        instruments = Instruments.start(options.interval(), () -> publish(session));
        return CompletableFuture.allOf(attempts);
    }

    @Override
    public void onLeave(Session session, CloseReason reason) {
        stopInstruments();
    }

    /**
     * Pops the balloon if it has not been popped yet, and returns the sum of the numbers in any case.
     *
     * @param x a number
     * @param y a number
     */
    @Procedure("com.balloon.pop")
    public Number pop(Number x, Number y) {
        boolean popped;
        synchronized (flight) {
            popped = flight.pop();
        }
        log.info(popped ? "popped, falling" : "popped again, already down");
        return Sum.of(x, y);
    }

    private void stopInstruments() {
        if (instruments != null) {
            instruments.close();
            instruments = null;
        }
    }

    private void publish(Session session) {
        FlightState state;
        Instant timeAboard;
        synchronized (flight) {
            state = flight.now();
            timeAboard = flight.timeAboard();
        }
        session.publish(Publication.of(DATA).kwargs(Telemetry.of(clock.instant(), timeAboard, state)))
                .whenComplete((sent, failure) -> {
                    if (failure != null) {
                        log.debug("telemetry not published", failure);
                    }
                });
    }

    private static CompletableFuture<?> tryToPublish(Session session, String topic) {
        return session.publishAcknowledged(topic, "hello").handle((publication, failure) -> {
            if (failure == null) {
                log.atWarn().addKeyValue("topic", topic).log("publication granted, but it should have been denied");
            } else if (StageFailure.cause(failure) instanceof ApplicationError error
                    && error.uri().equals(ErrorUris.NOT_AUTHORIZED)) {
                log.atInfo()
                        .addKeyValue("topic", topic)
                        .addKeyValue("error", error.uri())
                        .log("publication denied, as expected");
            } else {
                log.atWarn()
                        .addKeyValue("topic", topic)
                        .setCause(failure)
                        .log("publication failed in an unexpected way");
            }
            return null;
        });
    }
}
