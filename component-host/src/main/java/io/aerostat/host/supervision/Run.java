package io.aerostat.host.supervision;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** One run of a {@link Supervised} thing, from its start to its end. Any thread. */
public interface Run {

    /** Completes when the supervised thing is in service; never completes if the run ends before that. */
    CompletionStage<Void> ready();

    /**
     * Completes together with {@link #ready}, but fails as soon as the first attempt to come into service has failed.
     * The run may continue and try again, as a container does if its components fail.
     */
    default CompletionStage<Void> firstAttempt() {
        return ready();
    }

    /** Completes when the run has ended. Never fails. */
    CompletionStage<Ending> ended();

    /**
     * Asks the run to end, and ends it by force at the deadline. Returns at once; {@link #ended} completes when the run
     * has ended. A second request keeps the earlier deadline.
     *
     * @param deadline how long the run may take to end by itself
     */
    void stop(Duration deadline);
}
