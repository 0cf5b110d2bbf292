package io.aerostat.router.authentication.method;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Runs signature checks: on the event loop if the last check was quick, otherwise on an executor. For example, checks
 * are slow until the JVM has compiled their code. Thread-safe.
 */
final class SignatureCheck {
    /** The longest time that a check may take on an event loop. */
    private static final long QUICK_NANOS = 200_000;

    private final Executor slowCrypto;
    private final LongSupplier nanoTime;
    private volatile boolean quick;

    /**
     * Creates a runner.
     *
     * @param slowCrypto runs slow checks; if it rejects a check, the check runs on the calling thread
     */
    SignatureCheck(Executor slowCrypto) {
        this(slowCrypto, System::nanoTime);
    }

    SignatureCheck(Executor slowCrypto, LongSupplier nanoTime) {
        this.slowCrypto = slowCrypto;
        this.nanoTime = nanoTime;
    }

    <T> CompletionStage<T> run(Supplier<T> check) {
        if (!quick) {
            try {
                return CompletableFuture.supplyAsync(() -> timed(check), slowCrypto);
            } catch (RejectedExecutionException e) {
                // Run the check on this thread: a refused client would only try again, which costs more.
                return CompletableFuture.completedFuture(timed(check));
            }
        }
        return CompletableFuture.completedFuture(timed(check));
    }

    private <T> T timed(Supplier<T> check) {
        long begin = nanoTime.getAsLong();
        T result = check.get();
        quick = nanoTime.getAsLong() - begin <= QUICK_NANOS;
        return result;
    }
}
