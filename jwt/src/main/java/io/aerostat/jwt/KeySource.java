package io.aerostat.jwt;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Supplies the current keys. Any thread; never blocks. */
interface KeySource {
    /**
     * Returns the keys to check a token with.
     *
     * @param keyId the key that the token names, or null; a source may look for newer keys if it does not know the key
     * @return the keys; fails with {@link KeySetException} if there are none
     */
    CompletableFuture<KeySet> keys(@Nullable String keyId);
}
