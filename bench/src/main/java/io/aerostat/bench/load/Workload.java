package io.aerostat.bench.load;

import io.aerostat.bench.wire.Encoding;
import io.aerostat.bench.wire.JnatsRequests;
import io.aerostat.bench.wire.Loop;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A kind of load on a router. */
public enum Workload {
    /** Callers that each keep a fixed number of calls in flight. */
    RPC("rpc", options -> options) {
        @Override
        public List<Row> run(LoadOptions options) throws IOException {
            return List.of(row(options, run -> new RpcLoad(run, options, toString())));
        }
    },
    /** Calls at a fixed rate, whether or not the router keeps up. */
    RPC_OPEN("rpc-open", options -> options) {
        @Override
        public List<Row> run(LoadOptions options) throws IOException {
            return List.of(row(options, run -> new OpenRpcLoad(run, options)));
        }
    },
    /** One publisher, and many subscribers of its topic. */
    FANOUT("fanout", options -> options.callees(100).inFlight(8).payload(128)) {
        @Override
        public List<Row> run(LoadOptions options) throws IOException {
            return List.of(row(options, run -> FanoutLoad.of(run, options)));
        }
    },
    /** Publishers that wait for acknowledgements, by default after each publication. Their topic has no subscribers. */
    PUBLISH("publish", options -> options.payload(128)) {
        @Override
        public List<Row> run(LoadOptions options) throws IOException {
            return List.of(row(options, run -> new PublishLoad(run, options)));
        }
    },
    /** Each session publishes to its own topic and subscribes to all topics. */
    MESH("mesh", options -> options.callers(16).inFlight(4).payload(128)) {
        @Override
        public List<Row> run(LoadOptions options) throws IOException {
            return List.of(row(options, run -> new MeshLoad(run, options)));
        }
    },
    /** One subscriber, while another session subscribes to thousands of patterns that do not match. */
    PATTERNS("patterns", options -> options.inFlight(8).payload(128)) {
        @Override
        public List<Row> run(LoadOptions options) throws IOException {
            return List.of(row(options, run -> FanoutLoad.amongPatterns(run, options)));
        }
    },
    /**
     * Two loads in turn: JSON callers of a MessagePack callee, and a JSON publisher with subscribers in three
     * serializations.
     */
    MIXED("mixed", options -> options.encodings(Encoding.JSON, Encoding.MSGPACK)) {
        @Override
        public List<Row> run(LoadOptions options) throws IOException {
            LoadOptions events = options.but()
                    .callees(Math.max(options.callees(), 99))
                    .inFlight(Math.max(options.inFlight(), 8))
                    .payload(Math.max(options.payload(), 128))
                    .build();
            return List.of(
                    row(options, run -> new RpcLoad(run, options, "mixed-rpc")),
                    row(events, run -> FanoutLoad.toAllEncodings(run, events)));
        }
    },
    /** Sessions that join and leave. */
    JOIN("join", options -> options.callers(8)) {
        @Override
        public List<Row> run(LoadOptions options) throws IOException {
            return List.of(row(options, run -> new JoinLoad(run, options)));
        }
    },
    /** Many sessions that are cut and join again at the same time, while another session makes calls. */
    STORM("storm", options -> options.callers(2_000).rate(500)) {
        @Override
        public List<Row> run(LoadOptions options) throws IOException {
            return List.of(row(options, run -> new StormLoad(run, options)));
        }
    },
    /** Sessions that join and do nothing, to measure their memory. */
    IDLE("idle", options -> options.callers(2_000).durations(Duration.ofSeconds(2), Duration.ofSeconds(12))) {
        @Override
        public List<Row> run(LoadOptions options) throws IOException {
            return List.of(row(options, run -> new IdleLoad(run, options)));
        }
    },
    /** A subscriber that stops reading, together with one that keeps reading. */
    SLOW("slow", options -> options.rate(1_500).payload(16 * 1024).durations(Duration.ZERO, Duration.ofSeconds(10))) {
        @Override
        public List<Row> run(LoadOptions options) throws IOException {
            return List.of(row(options, run -> new SlowLoad(run, options)));
        }
    },
    /** Sessions that join, subscribe, register, call and end without GOODBYE. */
    CHURN("churn", options -> options.callers(8)) {
        @Override
        public List<Row> run(LoadOptions options) throws IOException {
            return List.of(row(options, run -> new ChurnLoad(run, options)));
        }
    },
    /** Starts of a router, from the start of the process to the first WELCOME. */
    START("start", options -> options.callers(5).durations(Duration.ZERO, Duration.ofSeconds(60))) {
        @Override
        public List<Row> run(LoadOptions options) throws IOException {
            return List.of(row(options, run -> new StartLoad(run, options)));
        }
    },
    /** Sessions that join and leave at a router that has just been started. */
    COLD_JOIN("cold-join", options -> options.callers(8).durations(Duration.ZERO, Cold.TIME)) {
        @Override
        public List<Row> run(LoadOptions options) throws IOException {
            return List.of(row(options, run -> new ColdLoad(run, options, toString(), JoinLoad::new)));
        }
    },
    /** Callers of a router that has just been started. */
    COLD_RPC("cold-rpc", options -> options.durations(Duration.ZERO, Cold.TIME)) {
        @Override
        public List<Row> run(LoadOptions options) throws IOException {
            return List.of(row(
                    options,
                    run -> new ColdLoad(
                            run, options, toString(), (cold, same) -> new RpcLoad(cold, same, toString()))));
        }
    },
    /** Subscriptions of one node, to measure the memory of their rows on another node. */
    REMOTE_ROWS("remote-rows", options -> options.callees(10_000)) {
        @Override
        public List<Row> run(LoadOptions options) throws IOException {
            return List.of(row(options, run -> new RemoteRowsLoad(run, options)));
        }
    },
    /** Requests and replies of two clients of jnats over nats-server. */
    JNATS("jnats", options -> options.callers(1)) {
        @Override
        public List<Row> run(LoadOptions options) throws IOException {
            return List.of(row(options, run -> () -> {
                double seconds = JnatsRequests.measure(
                        options.endpoint().url(),
                        options.payload(),
                        options.warmup(),
                        options.duration(),
                        run.latencies::recordValue);
                return Row.of(toString(), options, run.latencies.getTotalCount(), seconds, run.latencies);
            }));
        }
    },
    /** Clients that return to a router that is killed and started again. */
    RESTART("restart", options -> options.callers(5_000)) {
        @Override
        public List<Row> run(LoadOptions options) throws IOException {
            return List.of(row(options, run -> new RestartLoad(run, options)));
        }
    };

    /** One load on one router, run once. */
    interface Load {
        /** Runs the load and returns its row, which the {@link Run} can still mark as failed. */
        Row run() throws IOException;
    }

    /** Holds a constant, because the members of an enum cannot use static fields of the enum itself. */
    private static final class Cold {
        static final Duration TIME = Duration.ofSeconds(6);
    }

    private final String word;
    private final Function<LoadOptions.Builder, LoadOptions.Builder> defaults;

    Workload(String word, Function<LoadOptions.Builder, LoadOptions.Builder> defaults) {
        this.word = word;
        this.defaults = defaults;
    }

    public static Workload of(String word) {
        for (Workload workload : values()) {
            if (workload.word.equals(word)) {
                return workload;
            }
        }
        throw new IllegalArgumentException("workload: found " + word + " (expected one of " + words() + ")");
    }

    /** Returns the names of all workloads as one text, for people to read. */
    public static String words() {
        return Arrays.stream(values()).map(Workload::toString).collect(Collectors.joining(", "));
    }

    /** Sets the options that differ from the defaults in this workload. */
    public LoadOptions.Builder defaults(LoadOptions.Builder options) {
        return defaults.apply(options);
    }

    /** Runs the workload once, on this thread. */
    public abstract List<Row> run(LoadOptions options) throws IOException;

    private static Row row(LoadOptions options, Function<Run, Load> load) throws IOException {
        try (Loop loop = new Loop();
                Run run = new Run(loop, options)) {
            return run.judged(load.apply(run).run());
        }
    }

    @Override
    public String toString() {
        return word;
    }
}
