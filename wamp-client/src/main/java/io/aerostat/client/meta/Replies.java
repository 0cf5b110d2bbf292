package io.aerostat.client.meta;

import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.pubsub.Event;
import io.aerostat.client.rpc.Call;
import io.aerostat.client.rpc.CallResult;
import io.aerostat.client.session.Session;
import io.aerostat.client.value.ArgumentMismatch;
import io.aerostat.client.value.Arguments;
import io.aerostat.client.value.ValueMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the results of meta procedures, whose forms differ between routers. Stateless; any thread. */
final class Replies {
    private Replies() {}

    static <T> WampFuture<T> call(Session session, Call call, Function<Arguments, T> read) {
        return (WampFuture<T>) session.call(call).thenApply((CallResult result) -> read.apply(result.arguments()));
    }

    static <T> WampFuture<T> call(Session session, Call call, Class<T> type) {
        return call(session, call, arguments -> plain(arguments).as(type));
    }

    /** Reads an argument as a record of this package. */
    static <T> T read(Event event, int index, Class<T> type) {
        return plain(event.arguments()).arg(index, type);
    }

    /**
     * Returns the arguments with the default mapping rules. The rules of the application, such as other names for keys,
     * must not apply to the records of this package.
     */
    private static Arguments plain(Arguments arguments) {
        return arguments.readBy(ValueMapper.DEFAULT);
    }

    static WampFuture<Void> run(Session session, Call call) {
        return (WampFuture<Void>) session.call(call).thenAccept(result -> {});
    }

    static List<Long> ids(Arguments arguments) {
        return arguments.size() == 0 || arguments.args().get(0) == null
                ? List.of()
                : idList(arguments.args().get(0));
    }

    static List<Long> idList(@Nullable Object value) {
        if (!(value instanceof List<?> items)) {
            throw new ArgumentMismatch("the result: found no list (expected ids)");
        }
        List<Long> ids = new ArrayList<>(items.size());
        for (Object item : items) {
            if (!(item instanceof Long id)) {
                throw new ArgumentMismatch("the result: found a value that is not an id in a list of ids");
            }
            ids.add(id);
        }
        return List.copyOf(ids);
    }

    /** 0, null and an empty result all mean that there is no id. */
    static Optional<Long> id(Arguments arguments) {
        return arguments.optionalArg(0, Long.class).filter(id -> id != 0);
    }

    /** some routers answer a request for a count with a list. */
    static long count(Arguments arguments) {
        return arguments.size() > 0 && arguments.args().get(0) instanceof List<?> items
                ? items.size()
                : arguments.arg(0, Long.class);
    }
}
