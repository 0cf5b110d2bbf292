package io.aerostat.bench.micro;

import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.match.PatternIndex;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** The cost of finding the subscribers of a topic, and the callees of a procedure, among patterns that do not match. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MatchBenchmark {
    private static final String EXACT = "com.example.site.exact.temperature";
    private static final String BY_PREFIX = "com.example.site.prefix.temperature";

    @Param({"0", "10000"})
    public int patterns;

    private final PatternIndex<String> index = new PatternIndex<>();

    @Setup
    public void fill() {
        index.put(EXACT, MatchPolicy.EXACT, "exact");
        index.put("com.example.site.prefix.", MatchPolicy.PREFIX, "prefix");
        for (int i = 0; i < patterns; i++) {
            if (i % 2 == 0) {
                index.put("com.example.site.p" + i + ".", MatchPolicy.PREFIX, "other");
            } else {
                index.put("com.example..w" + i + ".temperature", MatchPolicy.WILDCARD, "other");
            }
        }
    }

    @Benchmark
    public void everyMatchOfAnExactTopic(Blackhole blackhole) {
        index.forEachMatch(EXACT, blackhole::consume);
    }

    @Benchmark
    public void everyMatchOfAPrefix(Blackhole blackhole) {
        index.forEachMatch(BY_PREFIX, blackhole::consume);
    }

    @Benchmark
    public @Nullable String bestMatchOfAnExactProcedure() {
        return index.bestMatch(EXACT);
    }

    @Benchmark
    public @Nullable String bestMatchByPrefix() {
        return index.bestMatch(BY_PREFIX);
    }
}
