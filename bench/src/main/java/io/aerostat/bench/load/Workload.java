package io.aerostat.bench.load;

import io.aerostat.bench.wire.Loop;
import java.io.IOException;

/** Something to do to a router. */
public enum Workload {
    RPC("rpc") {
        @Override
        Row run(Run run, Settings settings) throws IOException {
            return new RpcLoad(run, settings).run();
        }
    },
    FANOUT("fanout") {
        @Override
        Row run(Run run, Settings settings) throws IOException {
            return new FanoutLoad(run, settings, 0).run();
        }
    },
    PATTERNS("patterns") {
        @Override
        Row run(Run run, Settings settings) throws IOException {
            return new FanoutLoad(run, settings, 10_000).run();
        }
    },
    JOIN("join") {
        @Override
        Row run(Run run, Settings settings) throws IOException {
            return new JoinLoad(run, settings).run();
        }
    };

    private final String word;

    Workload(String word) {
        this.word = word;
    }

    abstract Row run(Run run, Settings settings) throws IOException;

    public static Workload of(String word) {
        for (Workload workload : values()) {
            if (workload.word.equals(word)) {
                return workload;
            }
        }
        throw new IllegalArgumentException("workload: found " + word + " (expected rpc, fanout, patterns or join)");
    }

    /** Runs it once, on this thread. */
    public Row run(Settings settings) throws IOException {
        try (Loop loop = new Loop()) {
            Run run = new Run(loop, settings);
            return run.judged(run(run, settings));
        }
    }

    @Override
    public String toString() {
        return word;
    }
}
