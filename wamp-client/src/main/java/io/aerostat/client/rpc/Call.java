package io.aerostat.client.rpc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call to make: procedure, arguments and options. Immutable: each method returns a changed copy.
 *
 * @param procedure the URI
 * @param args positional arguments: scalars, lists, maps, byte arrays, records, POJOs, null
 * @param kwargs keyword arguments
 * @param timeout how long the call may take until its first or next result (TMO-1); at least a millisecond
 * @param discloseMe whether the callee may learn the identity of the caller (CID-1)
 * @param rkey the key that selects a shard of a sharded registration (SHD-1)
 * @param forwardFor the sessions for which links between routers forward the call (R2R-2)
 */
public record Call(
        String procedure,
        List<@Nullable Object> args,
        Map<String, @Nullable Object> kwargs,
        Optional<Duration> timeout,
        boolean discloseMe,
        Optional<String> rkey,
        List<Map<String, @Nullable Object>> forwardFor) {

    public Call {
        args = Collections.unmodifiableList(new ArrayList<>(args));
        kwargs = Collections.unmodifiableMap(new LinkedHashMap<>(kwargs));
        forwardFor = List.copyOf(forwardFor);
        if (timeout.isPresent() && timeout.get().toMillis() < 1) {
            throw new IllegalArgumentException(
                    "timeout: found " + timeout.get() + " (expected at least a millisecond)");
        }
    }

    /** Returns a call without arguments or options. */
    public static Call of(String procedure) {
        return new Call(procedure, List.of(), Map.of(), Optional.empty(), false, Optional.empty(), List.of());
    }

    /** Replaces the positional arguments. */
    public Call args(@Nullable Object... args) {
        return new Call(procedure, Arrays.asList(args), kwargs, timeout, discloseMe, rkey, forwardFor);
    }

    /** Replaces the keyword arguments. */
    public Call kwargs(Map<String, ? extends @Nullable Object> kwargs) {
        return new Call(procedure, args, Collections.unmodifiableMap(kwargs), timeout, discloseMe, rkey, forwardFor);
    }

    /** Adds a keyword argument. */
    public Call kwarg(String name, @Nullable Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(kwargs);
        more.put(name, value);
        return new Call(procedure, args, more, timeout, discloseMe, rkey, forwardFor);
    }

    public Call timeout(Duration timeout) {
        return new Call(procedure, args, kwargs, Optional.of(timeout), discloseMe, rkey, forwardFor);
    }

    /** Returns a copy whose caller is disclosed to the callee. */
    public Call disclosed() {
        return new Call(procedure, args, kwargs, timeout, true, rkey, forwardFor);
    }

    /** Returns a copy for the shard of {@code key}. */
    public Call shard(String key) {
        return new Call(procedure, args, kwargs, timeout, discloseMe, Optional.of(key), forwardFor);
    }

    /** Returns a copy that lists the sessions for which links between routers forward the call. */
    public Call forwardFor(List<Map<String, @Nullable Object>> sessions) {
        return new Call(procedure, args, kwargs, timeout, discloseMe, rkey, sessions);
    }

    /** Leaves out the arguments: payloads must not be logged. */
    @Override
    public String toString() {
        return "Call[" + procedure + "]";
    }
}
