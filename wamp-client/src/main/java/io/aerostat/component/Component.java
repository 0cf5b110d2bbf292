package io.aerostat.component;

import io.aerostat.client.auth.ChallengeAnswer;
import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.error.JoinRefused;
import io.aerostat.client.session.CloseReason;
import io.aerostat.client.session.ErrorMapper;
import io.aerostat.client.session.JoinRequest;
import io.aerostat.client.session.Session;
import io.aerostat.client.value.JacksonMapping;
import io.aerostat.client.value.ObjectMapping;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.Challenge;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Application code with the life cycle that WAMP users know. A {@code ComponentRunner} connects, joins, and joins again
 * after a loss; each join gives {@link #onJoin} a new {@link Session}. Methods annotated with
 * {@link io.aerostat.client.annotation.Procedure} or {@link io.aerostat.client.annotation.Topic} are registered and
 * subscribed after each join, between {@link #onJoin} and {@link #onReady}.
 *
 * <p>The life cycle methods are called one after the other, on the runner's executor; they may block. {@link #onError}
 * is called on the thread on which the procedure failed.
 */
public interface Component {
    /**
     * Returns the rules by which the arguments and results of the component become objects, and objects become values.
     * Called once, after the component has been created.
     */
    default ObjectMapping objectMapping() {
        return JacksonMapping.DEFAULT;
    }

    /**
     * Called when the connection is open. Returns the request to join.
     *
     * @param configured the join request that the component's configuration describes
     */
    default JoinRequest onConnect(ComponentContext context, JoinRequest configured) throws Exception {
        return configured;
    }

    /** Answers a challenge of a method that {@link #onConnect} added with {@link Challenges#answeredByComponent}. */
    default CompletionStage<ChallengeAnswer> onChallenge(ComponentContext context, Challenge challenge)
            throws Exception {
        throw new JoinRefused(
                ErrorUris.AUTHENTICATION_FAILED,
                "component " + context.name() + " has no answer to a " + challenge.authmethod() + " challenge");
    }

    /**
     * Called when the session is joined, before the annotated methods are registered and subscribed. If the returned
     * stage fails, the runner leaves the session and reports the failure.
     *
     * @return {@link #done()} if there is nothing to wait for
     */
    default CompletionStage<?> onJoin(Session session) throws Exception {
        return done();
    }

    /**
     * Called when the annotated methods are registered and subscribed, for example to announce the component to its
     * callers. The component is ready when the returned stage completes. If the stage fails, the runner leaves the
     * session and reports the failure. Not called if the session has already ended.
     *
     * @return {@link #done()} if there is nothing to wait for
     */
    default CompletionStage<?> onReady(Session session) throws Exception {
        return done();
    }

    /**
     * Returns the error that the caller gets for an exception of one of the component's procedures.
     *
     * @param configured the mapper of the component's configuration, for exceptions that the component does not handle
     *     itself
     */
    default ApplicationError onError(Throwable thrown, ErrorMapper configured) {
        return configured.toError(thrown);
    }

    /** Called when the session has ended; the session must not be used any more. */
    default void onLeave(Session session, CloseReason reason) throws Exception {}

    /** Called when the connection is lost or closed. The runner then opens a new connection, unless it is stopped. */
    default void onDisconnect(ComponentContext context, CloseReason reason) throws Exception {}

    /** Returns a completed stage. */
    static CompletionStage<Void> done() {
        return CompletableFuture.completedStage(null);
    }
}
