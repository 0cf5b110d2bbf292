package io.aerostat.host.supervision;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Keeps one supervised thing running: starts it, starts it again after its end according to its policy, and stops it.
 *
 * <p>Its state is confined to the supervision loop; the public methods may be called on any thread.
 */
public final class Supervisor {

    private static final Logger log = LoggerFactory.getLogger(Supervisor.class);

    private final Subject subject;
    private final Supervised supervised;
    private final RestartPolicy policy;
    private final SupervisionLoop loop;
    private final SupervisionListener listener;
    private final DoubleSupplier random;
    private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    private State state = new Idle();
    private int failuresInARow;
    private String lastFailure = "";

    private sealed interface State {}

    private record Idle() implements State {}

    /** A run is in progress; {@code readyAt} is null until the run is in service. */
    private record Running(Run run, @Nullable Long readyAt) implements State {}

    private record BackingOff(Runnable cancelTimer) implements State {}

    /** A run has been asked to end so that a new one can begin. */
    private record Restarting(Run run) implements State {}

    private record Stopping(Run run) implements State {}

    private record Over() implements State {}

    private Supervisor(
            Subject subject,
            Supervised supervised,
            RestartPolicy policy,
            SupervisionLoop loop,
            SupervisionListener listener,
            DoubleSupplier random) {
        this.subject = subject;
        this.supervised = supervised;
        this.policy = policy;
        this.loop = loop;
        this.listener = listener;
        this.random = random;
    }

    /**
     * Starts something and keeps it running.
     *
     * @param subject the name of the thing in the log
     * @param supervised the thing to start
     * @param policy when the thing is started again
     * @param loop the thread of all decisions
     * @param listener called when the thing comes into service or ends
     */
    public static Supervisor start(
            Subject subject,
            Supervised supervised,
            RestartPolicy policy,
            SupervisionLoop loop,
            SupervisionListener listener) {
        return start(subject, supervised, policy, loop, listener, Math::random);
    }

    static Supervisor start(
            Subject subject,
            Supervised supervised,
            RestartPolicy policy,
            SupervisionLoop loop,
            SupervisionListener listener,
            DoubleSupplier random) {
        Supervisor supervisor = new Supervisor(subject, supervised, policy, loop, listener, random);
        loop.execute(supervisor::begin);
        return supervisor;
    }

    /**
     * Completes when the thing is in service for the first time. Fails with a {@link NotReadyException} if its first
     * run ended before that, or with the failure of {@link Run#firstAttempt}. A caller that starts things in order
     * waits for this future and may continue after a failure: the supervisor keeps trying.
     */
    public CompletionStage<Void> firstReady() {
        return firstReady.minimalCompletionStage();
    }

    /**
     * Completes when the thing has ended for good, because it was stopped, or because its policy does not start it
     * again.
     */
    public CompletionStage<Void> over() {
        return over.minimalCompletionStage();
    }

    /** Ends the current run, if any, and begins a new one at once. */
    public void restart(Duration deadline) {
        loop.execute(() -> {
            if (state instanceof Running running) {
                state = new Restarting(running.run());
                running.run().stop(deadline);
            } else if (state instanceof BackingOff backingOff) {
                backingOff.cancelTimer().run();
                begin();
            }
        });
    }

    /**
     * Ends the thing for good.
     *
     * @param deadline how long the orderly end may take; after this time, the end is forced
     * @return a stage that completes when the thing has ended
     */
    public CompletionStage<Void> stop(Duration deadline) {
        loop.execute(() -> stopNow(deadline));
        return over();
    }

    private void begin() {
        if (state instanceof Over) {
            return;
        }
        Run run;
        try {
            run = supervised.start();
        } catch (RuntimeException | LinkageError bug) {
            ended(null, null, Ending.failure("could not be started: " + bug, bug));
            return;
        } catch (Exception e) {
            // A checked exception is reported without its stack trace, because its message is enough.
            ended(null, null, Ending.failure("could not be started: " + describe(e)));
            return;
        }
        state = new Running(run, null);
        run.ready().thenRun(() -> loop.execute(() -> ready(run)));
        run.firstAttempt().whenComplete((ok, failure) -> {
            if (failure != null) {
                firstReady.completeExceptionally(failure);
            }
        });
        run.ended()
                .whenComplete((ending, bug) -> loop.execute(() -> ended(
                        run,
                        readyAt(run),
                        bug == null ? ending : Ending.failure("supervision failed: " + describe(bug), bug))));
    }

    private void ready(Run run) {
        if (!(state instanceof Running running) || running.run() != run) {
            return;
        }
        state = new Running(run, loop.nanoTime());
        firstReady.complete(null);
        listener.ready();
    }

    private @Nullable Long readyAt(Run run) {
        return state instanceof Running running && running.run() == run ? running.readyAt() : null;
    }

    private void ended(@Nullable Run run, @Nullable Long readyAt, Ending ending) {
        if (state instanceof Stopping) {
            finish();
            return;
        }
        if (state instanceof Restarting restarting && Objects.equals(restarting.run(), run)) {
            begin();
            return;
        }
        firstReady.completeExceptionally(new NotReadyException(ending));
        if (!listener.ended(ending) || !policy.restartsAfter(ending)) {
            report(ending, Optional.empty());
            finish();
            return;
        }
        if (readyAt != null
                && loop.nanoTime() - readyAt >= policy.backoff().healthyAfter().toNanos()) {
            failuresInARow = 0;
        }
        Duration delay = policy.backoff().delay(failuresInARow++, random.getAsDouble());
        report(ending, Optional.of(delay));
        state = new BackingOff(loop.schedule(delay, this::begin));
    }

    private void stopNow(Duration deadline) {
        if (state instanceof Running running) {
            stopping(running.run(), deadline);
        } else if (state instanceof Restarting restarting) {
            stopping(restarting.run(), deadline);
        } else if (state instanceof Stopping stopping) {
            stopping.run().stop(deadline);
        } else if (state instanceof BackingOff backingOff) {
            backingOff.cancelTimer().run();
            finish();
        } else {
            finish();
        }
    }

    private void stopping(Run run, Duration deadline) {
        state = new Stopping(run);
        run.stop(deadline);
    }

    private void finish() {
        state = new Over();
        firstReady.completeExceptionally(new NotReadyException(Ending.success("stopped")));
        over.complete(null);
    }

    /** Logs one line for each ending. Includes the stack trace only if it differs from that of the previous ending. */
    private void report(Ending ending, Optional<Duration> delay) {
        boolean isNews = ending.failed() && !ending.description().equals(lastFailure);
        lastFailure = ending.failed() ? ending.description() : "";
        LoggingEventBuilder event = subject.on(ending.failed() || delay.isPresent() ? log.atWarn() : log.atInfo())
                .addKeyValue("cause", ending.description());
        if (delay.isPresent()) {
            event = event.addKeyValue("failures", failuresInARow)
                    .addKeyValue("restartInMs", delay.get().toMillis());
        }
        if (isNews && ending.cause().isPresent()) {
            event = event.setCause(ending.cause().get());
        }
        event.log(subject.kind() + (delay.isPresent() ? " ended and will be started again" : " ended"));
    }

    private static String describe(Throwable failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }
}
