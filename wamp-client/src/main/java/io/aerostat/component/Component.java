package io.aerostat.component;

import io.aerostat.client.auth.ChallengeAnswer;
import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.error.JoinRefused;
import io.aerostat.client.session.CloseReason;
import io.aerostat.client.session.ErrorMapper;
import io.aerostat.client.session.JoinRequest;
import io.aerostat.client.session.Session;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.Challenge;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Application code with the life cycle that WAMP users know. A {@link ComponentRunner} connects, joins and joins again after a loss; each join is a
 * new {@link Session}, told by {@link #onJoin}. Methods annotated with {@link io.aerostat.client.annotation.Procedure} or
 * {@link io.aerostat.client.annotation.Topic} are registered and subscribed at each join, when {@link #onJoin} is done.
 *
 * <p>The life cycle methods are called one after the other, on the runner's executor; they may block. {@link #onError} is called on the thread of
 * whatever failed.
 */
public interface Component {
    /**
     * A connection is there. Says how to join.
     *
     * @param configured what the configuration of the component asks for
     */
    default JoinRequest onConnect(ComponentContext context, JoinRequest configured) throws Exception {
        return configured;
    }

    /** Answers a challenge of a method that {@link #onConnect} named with {@link Challenges#answeredByComponent}. */
    default CompletionStage<ChallengeAnswer> onChallenge(ComponentContext context, Challenge challenge)
            throws Exception {
        throw new JoinRefused(
                ErrorUris.AUTHENTICATION_FAILED,
                "component " + context.name() + " has no answer to a " + challenge.authmethod() + " challenge");
    }

    /**
     * The session is joined. The component is ready when the returned stage completes; if it fails, the session is left and the failure reported.
     *
     * @return {@link #done()} if nothing is to be waited for
     */
    default CompletionStage<?> onJoin(Session session) throws Exception {
        return done();
    }

    /**
     * Turns what the component's procedures throw into the errors that their callers get.
     *
     * @param configured what the configuration of the component asks for; it answers what this one does not know
     */
    default ApplicationError onError(Throwable thrown, ErrorMapper configured) {
        return configured.toError(thrown);
    }

    /** The session is over; it must not be used any more. */
    default void onLeave(Session session, CloseReason reason) throws Exception {}

    /** The connection is gone. A new one follows, if the runner is not stopped. */
    default void onDisconnect(ComponentContext context, CloseReason reason) throws Exception {}

    /** A stage that is complete. */
    static CompletionStage<Void> done() {
        return CompletableFuture.completedStage(null);
    }
}
