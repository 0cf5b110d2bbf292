package io.aerostat.jwt;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of a URL. Keys that are due for a refresh are fetched in the background while the old ones are used. A token
 * with an unknown key id causes a fetch only if the last fetch is long enough ago, so that forged ids cannot cause many
 * requests.
 */
final class UrlKeys implements KeySource {
    private static final Logger LOG = LoggerFactory.getLogger(UrlKeys.class);
    private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(10);

    private final JwtKeys.KeyUrl options;
    private final Supplier<? extends CompletionStage<KeySet>> fetch;
    private final LongSupplier nanoTime;

    private @Nullable KeySet known;
    private long fetchedAt;
    private long triedAt;
    private boolean hasTried;
    private @Nullable CompletableFuture<KeySet> fetching;

    /**
     * @param fetch gets the keys; fails within the timeout of the options
     * @param nanoTime a clock that never goes back, in nanoseconds
     */
    UrlKeys(JwtKeys.KeyUrl options, Supplier<? extends CompletionStage<KeySet>> fetch, LongSupplier nanoTime) {
        this.options = options;
        this.fetch = fetch;
        this.nanoTime = nanoTime;
    }

    /** Synchronized, because all event loops share the keys. The method never waits. */
    @Override
    public synchronized CompletableFuture<KeySet> keys(@Nullable String keyId) {
        long now = nanoTime.getAsLong();
        KeySet usable = known != null && now - fetchedAt < options.usable().toNanos() ? known : null;
        boolean isDue = usable == null || now - fetchedAt >= options.refresh().toNanos() || !usable.mayHave(keyId);
        if (isDue && fetching == null && (!hasTried || now - triedAt >= BETWEEN_FETCHES.toNanos())) {
            begin(now);
        }
        if (usable != null && (usable.mayHave(keyId) || fetching == null)) {
            return CompletableFuture.completedFuture(usable);
        }
        return fetching != null
                ? fetching.copy()
                : CompletableFuture.failedFuture(
                        new KeySetException(options.url() + " was tried a moment ago and gave no keys", null));
    }

    private void begin(long now) {
        hasTried = true;
        triedAt = now;
        CompletableFuture<KeySet> result = new CompletableFuture<>();
        fetching = result;
        fetch.get().whenComplete((keys, failure) -> {
            end(keys);
            if (keys != null) {
                result.complete(keys);
            } else {
                LOG.atWarn().log("jwt authentication got no keys from {}: {}", options.url(), String.valueOf(failure));
                result.completeExceptionally(new KeySetException(options.url() + " gave no keys: " + failure, failure));
            }
        });
    }

    private synchronized void end(@Nullable KeySet keys) {
        fetching = null;
        if (keys != null) {
            known = keys;
            fetchedAt = nanoTime.getAsLong();
        }
    }
}
