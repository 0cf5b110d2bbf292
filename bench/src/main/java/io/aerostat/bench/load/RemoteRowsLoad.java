package io.aerostat.bench.load;

import io.aerostat.bench.process.RouterJvm;
import io.aerostat.bench.wamp.Code;
import io.aerostat.bench.wire.Connection;
import io.aerostat.bench.wire.MessageReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Subscribes to many topics on one node, and measures the memory that their rows need on another node. One operation is
 * a topic. The first process id in the options belongs to the other node.
 */
final class RemoteRowsLoad implements Workload.Load {
    private static final int BATCH = 100;

    private final Run run;
    private final LoadOptions options;
    private final Holder holder;
    private int wanted;

    RemoteRowsLoad(Run run, LoadOptions options) {
        this.run = run;
        this.options = options;
        this.holder = new Holder(); // after the fields that this inner class reads
    }

    @Override
    public Row run() throws IOException {
        RouterJvm jvm = run.jvm;
        if (jvm == null) {
            run.fail("remote-rows: found no --jvm (expected the JVM whose memory is measured)");
            return Row.of("remote-rows", options, 0, 1, run.latencies);
        }
        run.loop.connect(options.peerEndpoint(), options.encoding(), holder);
        int first = Math.max(1, options.callees() / 10);
        subscribe(first);
        long heap = jvm.liveHeapBytes();
        long started = System.nanoTime();
        subscribe(options.callees());
        double seconds = (System.nanoTime() - started) / 1e9;
        double topics = options.callees() - first;
        return Row.of("remote-rows", options, options.callees() - first, seconds, run.latencies)
                .with("heapBytesPerRow", (jvm.liveHeapBytes() - heap) / topics);
    }

    private void subscribe(int topics) throws IOException {
        wanted = topics;
        holder.requestMore();
        run.await("subscriptions", () -> holder.subscribed == wanted);
    }

    private final class Holder extends Session {
        private @Nullable Connection connection;
        private int requested;
        private int subscribed;

        Holder() {
            super(RemoteRowsLoad.this.run, options);
        }

        @Override
        protected void joined(Connection joined) {
            connection = joined;
            requestMore();
        }

        /** Subscribes to the next topics, if the session has joined and all earlier requests are answered. */
        void requestMore() {
            if (connection == null || subscribed < requested) {
                return;
            }
            for (int i = 0; i < BATCH && requested < wanted; i++) {
                requested++;
                write().list(4)
                        .integer(Code.SUBSCRIBE)
                        .integer(requested)
                        .map(0)
                        .text("bench.remote.topic" + requested);
                sendWritten(connection);
            }
        }

        @Override
        protected void message(Connection from, int code, MessageReader reader) {
            if (code != Code.SUBSCRIBED) {
                run.fail("holder of topics: found message " + code + " (expected SUBSCRIBED)");
                return;
            }
            subscribed++;
            requestMore();
        }
    }
}
