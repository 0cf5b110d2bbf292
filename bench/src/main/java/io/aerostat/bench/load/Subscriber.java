package io.aerostat.bench.load;

import io.aerostat.bench.wamp.Code;
import io.aerostat.bench.wire.Connection;
import io.aerostat.bench.wire.MessageReader;
import io.aerostat.bench.wire.MessageWriter;
import io.aerostat.bench.wire.Template;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Subscribes to topics. The events of each publisher must arrive in order, each exactly once (P22). */
final class Subscriber extends Session {
    /** Called for every event. */
    interface Listener {
        void received(int sender, long sequence);
    }

    private final List<String> topics;
    private final boolean byPrefix;
    private final Listener listener;
    private final long[] last;
    private @Nullable Connection connection;
    private int subscribed;
    private long received;

    /**
     * @param senders the number of publishers
     * @param byPrefix whether to subscribe to prefixes instead of topics, each prefix being a topic without its last
     *     letter
     */
    Subscriber(Run run, LoadOptions options, List<String> topics, boolean byPrefix, int senders, Listener listener) {
        super(run, options);
        this.topics = topics;
        this.byPrefix = byPrefix;
        this.listener = listener;
        this.last = new long[senders];
    }

    boolean isReady() {
        return subscribed == topics.size();
    }

    /** Returns the connection, or null before the session has joined. */
    @Nullable
    Connection connection() {
        return connection;
    }

    long received() {
        return received;
    }

    @Override
    protected void joined(Connection connection) {
        this.connection = connection;
        for (int i = 0; i < topics.size(); i++) {
            String topic = topics.get(i);
            MessageWriter subscribe = write().list(4).integer(Code.SUBSCRIBE).integer(i + 1);
            if (byPrefix) {
                subscribe.map(1).text("match").text("prefix").text(topic.substring(0, topic.length() - 1));
            } else {
                subscribe.map(0).text(topic);
            }
            sendWritten(connection);
        }
    }

    @Override
    protected void message(Connection connection, int code, MessageReader reader) {
        if (code == Code.SUBSCRIBED) {
            subscribed++;
            return;
        }
        if (code != Code.EVENT) {
            run.fail("subscriber: found message " + code + " (expected EVENT)");
            return;
        }
        reader.integer();
        reader.integer();
        reader.skip();
        checkPayload(reader);
        int sender = Template.sender(reader.bytes(), reader.textFrom());
        long sequence = Template.sequence(reader.bytes(), reader.textFrom());
        if (sender >= last.length || sequence != last[sender] + 1) {
            run.fail("subscriber: found event " + sequence + " of publisher " + sender + " (expected "
                    + (sender < last.length ? last[sender] + 1 : "one of " + last.length + " publishers") + ")");
            return;
        }
        last[sender] = sequence;
        received++;
        listener.received(sender, sequence);
    }
}
