package io.aerostat.command.listing;

import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.rpc.CallResult;
import io.aerostat.command.connection.RouterSession;
import io.aerostat.command.line.CommandFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the sessions, registrations or subscriptions of a realm. Values are taken as the router sends them, since
 * routers differ in their details.
 */
final class Listing {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The number of calls that are under way at the same time. */
    private static final int WINDOW = 64;

    private final RouterSession router;
    private final Kind kind;

    Listing(RouterSession router, Kind kind) {
        this.router = router;
        this.kind = kind;
    }

    /** Returns the ids of all entries. */
    List<Object> ids() throws CommandFailure, InterruptedException {
        CallResult result = RouterSession.result(router.session().call(kind.procedure("list")), PATIENCE);
        List<Object> ids = new ArrayList<>();
        for (Object arg : result.args()) {
            if (arg instanceof Map<?, ?> byMatch) {
                byMatch.values().forEach(list -> addAll(ids, list));
            } else {
                addAll(ids, arg);
            }
        }
        return ids;
    }

    private static void addAll(List<Object> ids, @Nullable Object value) {
        if (value instanceof List<?> list) {
            list.forEach(id -> addAll(ids, id));
        } else if (value instanceof Number) {
            ids.add(value);
        }
    }

    /** Returns the details of entries; an entry that no longer exists is left out. */
    List<Map<String, @Nullable Object>> details(List<Object> ids) throws CommandFailure, InterruptedException {
        List<Map<String, @Nullable Object>> details = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += WINDOW) {
            List<Object> window = ids.subList(from, Math.min(ids.size(), from + WINDOW));
            List<WampFuture<CallResult>> entries = new ArrayList<>();
            List<WampFuture<CallResult>> members = new ArrayList<>();
            for (Object id : window) {
                entries.add(router.session().call(kind.procedure("get"), id));
                if (!kind.members().isEmpty()) {
                    members.add(router.session().call(kind.procedure("count_" + kind.members()), id));
                }
            }
            for (int i = 0; i < entries.size(); i++) {
                @Nullable CallResult entry = awaited(entries.get(i));
                @Nullable CallResult count = members.isEmpty() ? null : awaited(members.get(i));
                if (entry != null && !entry.args().isEmpty() && entry.args().get(0) instanceof Map<?, ?> map) {
                    details.add(row(map, count));
                }
            }
        }
        return details;
    }

    private Map<String, @Nullable Object> row(Map<?, ?> map, @Nullable CallResult count) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        map.forEach((key, value) -> row.put(String.valueOf(key), value));
        if (count != null && !count.args().isEmpty()) {
            row.put(kind.members(), count.args().get(0));
        }
        return row;
    }

    private static @Nullable CallResult awaited(WampFuture<CallResult> future)
            throws CommandFailure, InterruptedException {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ApplicationError error && error.uri().startsWith("wamp.error.no_such_")) {
                return null;
            }
            throw RouterSession.failure(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw RouterSession.unanswered(PATIENCE);
        }
    }
}
