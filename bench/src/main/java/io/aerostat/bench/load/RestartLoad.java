package io.aerostat.bench.load;

import io.aerostat.bench.process.RouterProcess;
import io.aerostat.bench.process.StartedRouter;
import io.aerostat.bench.wamp.Code;
import io.aerostat.bench.wire.Connection;
import io.aerostat.bench.wire.MessageReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Clients whose router is killed and started again. Each client has two subscriptions and one registration, and counts
 * as back when the router has answered all three requests. A client that is refused, or finds no listener, tries again
 * after a random pause. One operation is the return of one client. The latencies, and the time of the row, are measured
 * from the start of the new process. The process ids of the options are those of the other nodes of the cluster.
 */
final class RestartLoad implements Workload.Load {
    private static final int AT_A_TIME = 50;
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final Duration LONGEST_STORM = Duration.ofMinutes(4);
    private static final int SHORTEST_PAUSE_MILLIS = 100;
    private static final int LONGEST_PAUSE_MILLIS = 1_000;

    private final Run run;
    private final LoadOptions options;
    private final List<Client> clients = new ArrayList<>();
    private final PriorityQueue<Client> waiting =
            new PriorityQueue<>(Comparator.comparingLong((Client client) -> client.nextTryNanos));
    private final Random jitter = new Random(1);
    private long startedNanos;
    private int back;
    private long attempts;
    private boolean storming;

    RestartLoad(Run run, LoadOptions options) {
        this.run = run;
        this.options = options;
    }

    @Override
    public Row run() throws IOException {
        if (options.command().isEmpty()) {
            run.fail("restart: found no --command (expected what starts the router)");
        } else {
            try (StartedRouter router = StartedRouter.by(options.command())) {
                gather(router);
                router.kill();
            }
        }
        return run.isFailed() ? Row.of("restart", options, 0, 1, run.latencies) : storm();
    }

    private void gather(StartedRouter router) throws IOException {
        if (!router.awaitListening(options.endpoint().address(), LONGEST_START)) {
            run.fail("restart: the router did not listen at "
                    + options.endpoint().url());
        }
        for (int i = 0; i < options.callers() && !run.isFailed(); i++) {
            clients.add(new Client(i));
            clients.get(i).connect();
            if (i % AT_A_TIME == 0 || i == options.callers() - 1) {
                run.await("clients", () -> back == clients.size(), this::retry);
            }
        }
    }

    private Row storm() throws IOException {
        storming = true;
        clients.forEach(Client::forget);
        back = 0;
        attempts = 0;
        long othersCpu = run.router == null ? 0 : run.router.cpuMicros();
        startedNanos = System.nanoTime();
        try (StartedRouter router = StartedRouter.by(options.command())) {
            long deadline = startedNanos + LONGEST_STORM.toNanos();
            run.loop.run(() -> run.isFailed() || back == clients.size() || !router.isAlive(), deadline, this::retry);
            double seconds = (System.nanoTime() - startedNanos) / 1e9;
            if (back < clients.size()) {
                run.fail("restart: " + back + " of " + clients.size() + " clients are back after " + (int) seconds
                        + " s (expected all)");
            }
            RouterProcess process = new RouterProcess(router.pid());
            double cpu = process.cpuMicros();
            double others = run.router == null ? Double.NaN : run.router.cpuMicros() - othersCpu;
            return Row.of("restart", options, back, seconds, run.latencies)
                    .with("cpuMicrosPerOperation", cpu / back)
                    .with("cpuMicros", cpu)
                    .with("othersCpuMicrosPerOperation", others / back)
                    .with("firstSeconds", run.latencies.getMinValue() / 1e9)
                    .with("attempts", attempts)
                    .with("residentBytes", process.residentBytes());
        }
    }

    private void retry() {
        long now = System.nanoTime();
        for (Client next = waiting.peek(); next != null && next.nextTryNanos - now <= 0; next = waiting.peek()) {
            waiting.remove();
            next.connect();
        }
    }

    private final class Client extends Session {
        private static final int REGISTRATION = 3;
        private static final int ALL = 1 << 1 | 1 << 2 | 1 << REGISTRATION;

        private final int number;
        private long nextTryNanos;
        /** One bit for each answered request, because some routers do not answer the requests in order. */
        private int answered;

        Client(int number) {
            super(RestartLoad.this.run, options);
            this.number = number;
        }

        void forget() {
            answered = 0;
        }

        void connect() {
            forget();
            attempts++;
            try {
                run.loop.connect(options.endpoint(), options.encoding(), this);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        protected void joined(Connection connection) {
            request(connection, Code.SUBSCRIBE, 1, "bench.restart.all");
            request(connection, Code.SUBSCRIBE, 2, "bench.restart.t" + number);
            request(connection, Code.REGISTER, REGISTRATION, "bench.restart.p" + number);
        }

        private void request(Connection connection, int code, int request, String uri) {
            write().list(4).integer(code).integer(request).map(0).text(uri);
            sendWritten(connection);
        }

        @Override
        protected void message(Connection connection, int code, MessageReader reader) {
            long request = reader.integer();
            int expected = request == REGISTRATION ? Code.REGISTERED : Code.SUBSCRIBED;
            if (code != expected || (ALL & ~answered & 1 << request) == 0) {
                run.fail("client " + number + ": found message " + code + " for request " + request
                        + " (expected one answer to each request)");
                return;
            }
            answered |= 1 << request;
            if (answered == ALL) {
                back++;
                if (storming) {
                    run.latencies.recordValue(System.nanoTime() - startedNanos);
                }
            }
        }

        @Override
        protected void refused(Connection connection, String message) {
            connection.close();
            tryLater();
        }

        @Override
        protected void ended(Connection connection, String reason) {
            if (answered == ALL) {
                back--; // The client had returned, but has lost its connection again.
            }
            tryLater();
        }

        private void tryLater() {
            forget();
            int pause = SHORTEST_PAUSE_MILLIS + jitter.nextInt(LONGEST_PAUSE_MILLIS - SHORTEST_PAUSE_MILLIS);
            nextTryNanos = System.nanoTime() + pause * 1_000_000L;
            waiting.add(this);
        }
    }
}
