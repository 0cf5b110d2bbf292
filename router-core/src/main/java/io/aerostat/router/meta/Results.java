package io.aerostat.router.meta;

import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.uri.MatchPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Makes the answers of meta procedures. */
final class Results {
    private Results() {}

    static CompletionStage<PayloadValues> nothing() {
        return CompletableFuture.completedFuture(PayloadValues.EMPTY);
    }

    static CompletionStage<PayloadValues> of(@Nullable Object value) {
        return CompletableFuture.completedFuture(values(value));
    }

    static PayloadValues values(@Nullable Object value) {
        return new PayloadValues(Collections.singletonList(value), Map.of());
    }

    /** Returns the ids of entries by their match policy: {@code {"exact": […], "prefix": […], "wildcard": […]}}. */
    static <T> PayloadValues byPolicy(List<T> entries, Function<T, MatchPolicy> policy, ToLongFunction<T> id) {
        Map<String, @Nullable Object> lists = new LinkedHashMap<>();
        for (MatchPolicy each : MatchPolicy.values()) {
            List<Long> ids = new ArrayList<>();
            for (T entry : entries) {
                if (policy.apply(entry) == each) {
                    ids.add(id.applyAsLong(entry));
                }
            }
            Collections.sort(ids);
            lists.put(each.wire(), ids);
        }
        return values(lists);
    }
}
