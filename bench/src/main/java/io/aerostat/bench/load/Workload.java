package io.aerostat.bench.load;

import io.aerostat.bench.wire.Encoding;
import io.aerostat.bench.wire.Loop;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A kind of load on a router. */
public enum Workload {
    /** Callers that each keep calls in flight. */
    RPC("rpc", settings -> settings) {
        @Override
        public List<Row> run(Settings settings) throws IOException {
            return List.of(row(settings, run -> new RpcLoad(run, settings, toString())));
        }
    },
    /** Calls at a fixed rate, whether or not the router keeps up. */
    RPC_OPEN("rpc-open", settings -> settings) {
        @Override
        public List<Row> run(Settings settings) throws IOException {
            return List.of(row(settings, run -> new OpenRpcLoad(run, settings)));
        }
    },
    /** One publisher, many subscribers of its topic. */
    FANOUT("fanout", settings -> settings.callees(100).inFlight(8).payload(128)) {
        @Override
        public List<Row> run(Settings settings) throws IOException {
            return List.of(row(settings, run -> FanoutLoad.of(run, settings)));
        }
    },
    /** Each session publishes to its own topic and subscribes to all topics. */
    MESH("mesh", settings -> settings.callers(16).inFlight(4).payload(128)) {
        @Override
        public List<Row> run(Settings settings) throws IOException {
            return List.of(row(settings, run -> new MeshLoad(run, settings)));
        }
    },
    /** One subscriber among 10,000 patterns that do not match. */
    PATTERNS("patterns", settings -> settings.inFlight(8).payload(128)) {
        @Override
        public List<Row> run(Settings settings) throws IOException {
            return List.of(row(settings, run -> FanoutLoad.amongPatterns(run, settings)));
        }
    },
    /** JSON callers of a MessagePack callee; then one JSON publisher and subscribers of three serializations. */
    MIXED("mixed", settings -> settings.encodings(Encoding.JSON, Encoding.MSGPACK)) {
        @Override
        public List<Row> run(Settings settings) throws IOException {
            Settings events = settings.but()
                    .callees(Math.max(settings.callees(), 99))
                    .inFlight(Math.max(settings.inFlight(), 8))
                    .payload(Math.max(settings.payload(), 128))
                    .build();
            return List.of(
                    row(settings, run -> new RpcLoad(run, settings, "mixed-rpc")),
                    row(events, run -> FanoutLoad.toAllEncodings(run, events)));
        }
    },
    /** Sessions that join and leave. */
    JOIN("join", settings -> settings.callers(8)) {
        @Override
        public List<Row> run(Settings settings) throws IOException {
            return List.of(row(settings, run -> new JoinLoad(run, settings)));
        }
    },
    /** Many sessions that are cut and join again at the same time, while others work. */
    STORM("storm", settings -> settings.callers(2_000).rate(500)) {
        @Override
        public List<Row> run(Settings settings) throws IOException {
            return List.of(row(settings, run -> new StormLoad(run, settings)));
        }
    },
    /** Sessions that do nothing and need memory. */
    IDLE("idle", settings -> settings.callers(2_000).durations(Duration.ofSeconds(2), Duration.ofSeconds(12))) {
        @Override
        public List<Row> run(Settings settings) throws IOException {
            return List.of(row(settings, run -> new IdleLoad(run, settings)));
        }
    },
    /** A subscriber that stops reading, beside one that does not. */
    SLOW("slow", settings -> settings.rate(1_500).payload(16 * 1024).durations(Duration.ZERO, Duration.ofSeconds(10))) {
        @Override
        public List<Row> run(Settings settings) throws IOException {
            return List.of(row(settings, run -> new SlowLoad(run, settings)));
        }
    },
    /** Sessions that join, subscribe, register, call and end without GOODBYE. */
    CHURN("churn", settings -> settings.callers(8)) {
        @Override
        public List<Row> run(Settings settings) throws IOException {
            return List.of(row(settings, run -> new ChurnLoad(run, settings)));
        }
    },
    /** Routers that are started, until each of them sends its first WELCOME. */
    START("start", settings -> settings.callers(5).durations(Duration.ZERO, Duration.ofSeconds(60))) {
        @Override
        public List<Row> run(Settings settings) throws IOException {
            return List.of(row(settings, run -> new StartLoad(run, settings)));
        }
    };

    private final String word;
    private final Function<Settings.Builder, Settings.Builder> defaults;

    Workload(String word, Function<Settings.Builder, Settings.Builder> defaults) {
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

    /** Returns the names, for people. */
    public static String words() {
        return Arrays.stream(values()).map(Workload::toString).collect(Collectors.joining(", "));
    }

    /** Sets the defaults of this workload. */
    public Settings.Builder defaults(Settings.Builder settings) {
        return defaults.apply(settings);
    }

    /** Runs the workload once, on this thread. */
    public abstract List<Row> run(Settings settings) throws IOException;

    private static Row row(Settings settings, Function<Run, Load> load) throws IOException {
        try (Loop loop = new Loop();
                Run run = new Run(loop, settings)) {
            return run.judged(load.apply(run).run());
        }
    }

    @Override
    public String toString() {
        return word;
    }
}
