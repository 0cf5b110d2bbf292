package io.aerostat.bench.micro;

import io.aerostat.client.session.Session;
import io.aerostat.test.TestRouter;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The time to start a test router, alone and together with the join of a session. The warm-up is the first start in the
 * JVM, which loads the classes. The measured time does not include closing the router.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 20)
@Fork(1)
public class TestRouterBenchmark {
    private @Nullable TestRouter router;

    @Benchmark
    public TestRouter start() {
        TestRouter started = TestRouter.start();
        router = started;
        return started;
    }

    @Benchmark
    public Session startAndJoin() {
        TestRouter started = TestRouter.start();
        router = started;
        return started.join();
    }

    @TearDown(Level.Iteration)
    public void close() {
        if (router != null) {
            router.close();
        }
    }
}
