package io.aerostat.bench.load;

import io.aerostat.bench.wire.Connection;
import io.aerostat.bench.wire.MessageReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the connections of all sessions at the same time. The sessions join again at once, while another session makes
 * calls at a fixed rate. The row shows the latencies of these calls during the storm and before the storm. A refused
 * session tries again later, as a client does. One operation is a session that has joined again.
 */
final class StormLoad implements Workload.Load {
    private static final int AT_A_TIME = 50;
    /**
     * The number of sessions to cut in one turn of the loop. It is small, so that this thread can send the calls in
     * between; otherwise, the latencies would include delays of this thread.
     */
    private static final int CUT_IN_A_ROUND = 10;

    private static final Duration LONGEST_STORM = Duration.ofSeconds(60);
    private static final long SHORTEST_PAUSE_NANOS = 100_000_000;
    private static final int LONGEST_PAUSE_MILLIS = 900;

    private final Run run;
    private final LoadOptions options;
    private final List<Returning> sessions = new ArrayList<>();
    private final PriorityQueue<Returning> refused =
            new PriorityQueue<>(Comparator.comparingLong((Returning session) -> session.nextTryNanos));
    private final Random jitter = new Random(1);
    private int joined;
    private long refusals;

    StormLoad(Run run, LoadOptions options) {
        this.run = run;
        this.options = options;
    }

    @Override
    public Row run() throws IOException {
        LoadOptions probe = options.but().callers(1).build();
        List<Caller> callers = new ArrayList<>();
        Sessions.connect(run, probe, new ArrayList<>(), callers);
        Caller caller = callers.get(0);
        for (int i = 0; i < options.callers() && !run.isFailed(); i++) {
            sessions.add(new Returning());
            sessions.get(i).connect();
            if (i % AT_A_TIME == 0) {
                awaitAll();
            }
        }
        awaitAll();
        Schedule schedule = new Schedule(options.rate(), caller::call);
        Runnable work = () -> {
            schedule.run();
            retry();
        };
        Row calm = run.measure("calm", work);
        joined = 0;
        refusals = 0;
        Iterator<Returning> unhurt = sessions.iterator();
        Runnable storming = () -> {
            for (int i = 0; i < CUT_IN_A_ROUND && unhurt.hasNext(); i++) {
                Returning session = unhurt.next();
                session.cut();
                session.connect();
            }
            work.run();
        };
        Row storm = run.measure("storm", Duration.ZERO, LONGEST_STORM, storming, () -> joined == sessions.size());
        if (joined < sessions.size()) {
            run.fail("storm: " + joined + " of " + sessions.size() + " sessions are back after "
                    + LONGEST_STORM.toSeconds() + " s (expected all)");
        }
        schedule.stop();
        run.await("the last results", caller::isIdle);
        Row row = Row.of("storm", options, joined, storm.seconds(), storm.latencies())
                .with("calmP99", calm.latencies().getValueAtPercentile(99) / 1e3)
                .with("calmMax", calm.latencies().getMaxValue() / 1e3)
                .with("refusals", refusals);
        return row.with("cpuMicrosPerOperation", storm.numbers().getOrDefault("cpuMicros", Double.NaN) / joined);
    }

    private void awaitAll() throws IOException {
        run.await("sessions", () -> joined == sessions.size(), this::retry);
    }

    private void retry() {
        long now = System.nanoTime();
        for (Returning next = refused.peek(); next != null && next.nextTryNanos <= now; next = refused.peek()) {
            refused.remove();
            next.connect();
        }
    }

    private final class Returning extends Session {
        private @Nullable Connection connection;
        private long nextTryNanos;

        Returning() {
            super(StormLoad.this.run, options);
        }

        void connect() {
            try {
                connection = run.loop.connect(options.endpoint(), options.encoding(), this);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void cut() {
            if (connection != null) {
                connection.reset();
            }
        }

        @Override
        protected void joined(Connection connection) {
            joined++;
        }

        @Override
        protected void message(Connection connection, int code, MessageReader reader) {
            run.fail("session: found message " + code + " (expected none)");
        }

        @Override
        protected void ended(Connection connection, String reason) {
            refusals++;
            nextTryNanos = System.nanoTime() + SHORTEST_PAUSE_NANOS + jitter.nextInt(LONGEST_PAUSE_MILLIS) * 1_000_000L;
            refused.add(this);
        }
    }
}
