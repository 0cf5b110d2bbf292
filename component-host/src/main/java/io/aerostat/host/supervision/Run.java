package io.aerostat.host.supervision;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** One run of a {@link Supervised} thing, from its start to its end. Any thread. */
public interface Run {

    /** Completes when the supervised thing is in service; never completes if the run ends before that. */
    CompletionStage<Void> ready();

    /**
     * Completes as {@link #ready} does. Fails if a first attempt to be in service has failed although the run continues
     * and keeps trying, as a container does whose components fail.
     */
    default CompletionStage<Void> firstAttempt() {
        return ready();
    }

    /** Completes when the run has ended, never exceptionally. */
    CompletionStage<Ending> ended();

    /**
     * Asks the run to end, and ends it by force at the deadline. Returns at once; {@link #ended} completes when the run
     * has ended. A second request keeps the earlier deadline.
     *
     * @param deadline how long the run may take to end by itself
     */
    void stop(Duration deadline);
}
