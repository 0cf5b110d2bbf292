package io.aerostat.client.rpc;

import io.aerostat.client.value.Arguments;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A result of a call.
 *
 * @param arguments the callee's answer
 * @param progressive whether more results of the same call follow
 */
public record CallResult(Arguments arguments, boolean progressive) {
    /** Returns the result as one value; see {@link Arguments#as(Class)}. */
    public <T> T as(Class<T> type) {
        return arguments.as(type);
    }

    /** Returns the positional arguments. */
    public List<@Nullable Object> args() {
        return arguments.args();
    }

    /** Returns the keyword arguments. */
    public Map<String, @Nullable Object> kwargs() {
        return arguments.kwargs();
    }
}
