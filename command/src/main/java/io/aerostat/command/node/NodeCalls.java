package io.aerostat.command.node;

import io.aerostat.client.rpc.Call;
import io.aerostat.client.rpc.CallResult;
import io.aerostat.command.connection.RouterSession;
import io.aerostat.command.line.CommandFailure;
import io.aerostat.command.line.ExitCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls the management procedures of a node, each of which returns one map. */
final class NodeCalls {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RouterSession router;

    NodeCalls(RouterSession router) {
        this.router = router;
    }

    /** Returns the map that a procedure {@code aerostat.node.*} returns. */
    Map<String, @Nullable Object> ask(String procedure, Map<String, ?> arguments)
            throws CommandFailure, InterruptedException {
        CallResult result = RouterSession.result(
                router.session().call(Call.of("aerostat.node." + procedure).kwargs(arguments)), PATIENCE);
        if (result.args().isEmpty() || !(result.args().get(0) instanceof Map<?, ?> map)) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "aerostat.node." + procedure + ": found an answer of another type (expected a dictionary)");
        }
        return map(map);
    }

    private static Map<String, @Nullable Object> map(Map<?, ?> map) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        map.forEach((key, value) -> values.put(String.valueOf(key), value));
        return values;
    }

    /** Returns the maps in the list under a key; no maps if there is no list. */
    static List<Map<String, @Nullable Object>> maps(Map<String, ?> values, String key) {
        List<Map<String, @Nullable Object>> maps = new ArrayList<>();
        if (values.get(key) instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map<?, ?> map) {
                    maps.add(map(map));
                }
            }
        }
        return maps;
    }

    /** Returns the whole number under a key; 0 if there is none. */
    static long number(Map<String, ?> values, String key) {
        return values.get(key) instanceof Number number ? number.longValue() : 0;
    }

    /** Returns the text under a key; an empty text if there is none. */
    static String text(Map<String, ?> values, String key) {
        return values.get(key) instanceof String text ? text : "";
    }
}
