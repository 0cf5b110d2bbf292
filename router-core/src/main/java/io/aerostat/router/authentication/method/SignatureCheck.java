package io.aerostat.router.authentication.method;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Runs checks of signatures: on the event loop as long as they are quick, and on an executor while they are slow, for
 * example because the JVM has not compiled the code yet. Any thread.
 */
final class SignatureCheck {
    /** The longest time that an event loop may spend on a check. */
    private static final long QUICK_NANOS = 200_000;

    private final Executor slowCrypto;
    private final LongSupplier nanoTime;
    private volatile boolean quick;

    /** @param slowCrypto runs slow checks; the caller runs a check that it rejects */
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
                // A refused client would come back and cost even more.
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
