package io.aerostat.client.session.exchange;

import io.aerostat.protocol.message.WampMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The requests, other than calls, that wait for their answer. Confined to the connection's executor. */
public final class Requests {
    private final Map<Long, Pending> pending = new HashMap<>();

    public int size() {
        return pending.size();
    }

    /**
     * Remembers a request until its answer arrives.
     *
     * @param type the code of the request
     * @param replyType the code of the answer that grants the request
     */
    public void expect(
            long request, int type, int replyType, Consumer<WampMessage> granted, Consumer<Throwable> refused) {
        pending.put(request, new Pending(type, replyType, granted, refused));
    }

    /**
     * Completes a request. Returns false if the reply answers a request of another type; a reply to an unknown request
     * is ignored.
     */
    public boolean granted(long request, WampMessage reply) {
        Pending found = pending.get(request);
        if (found == null) {
            return true;
        }
        if (found.replyType != reply.code()) {
            return false;
        }
        pending.remove(request);
        found.granted.accept(reply);
        return true;
    }

    /** Does the same as {@link #granted}, for an ERROR. */
    public boolean refused(long request, int type, Throwable error) {
        Pending found = pending.get(request);
        if (found == null) {
            return true;
        }
        if (found.type != type) {
            return false;
        }
        pending.remove(request);
        found.refused.accept(error);
        return true;
    }

    public void failAll(Throwable cause) {
        List<Pending> all = List.copyOf(pending.values());
        pending.clear();
        all.forEach(request -> request.refused.accept(cause));
    }

    private record Pending(int type, int replyType, Consumer<WampMessage> granted, Consumer<Throwable> refused) {}
}
