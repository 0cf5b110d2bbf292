package io.aerostat.client.rpc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A result with several values or with keyword arguments. Immutable.
 *
 * @param args scalars, lists, maps, byte arrays, records, POJOs, null
 * @param kwargs keyword results
 */
public record Reply(List<@Nullable Object> args, Map<String, @Nullable Object> kwargs) {
    public Reply {
        args = Collections.unmodifiableList(new ArrayList<>(args));
        kwargs = Collections.unmodifiableMap(new LinkedHashMap<>(kwargs));
    }

    /** Returns a reply with positional arguments. */
    public static Reply of(@Nullable Object... args) {
        return new Reply(Arrays.asList(args), Map.of());
    }

    public Reply kwargs(Map<String, ? extends @Nullable Object> kwargs) {
        return new Reply(args, Collections.unmodifiableMap(kwargs));
    }

    /** Returns this reply with one more keyword argument. */
    public Reply kwarg(String name, @Nullable Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(kwargs);
        more.put(name, value);
        return new Reply(args, more);
    }

    @Override
    public String toString() {
        return "Reply[" + args.size() + " args, " + kwargs.size() + " kwargs]";
    }
}
