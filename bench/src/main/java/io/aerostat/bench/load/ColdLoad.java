package io.aerostat.bench.load;

import io.aerostat.bench.process.RouterProcess;
import io.aerostat.bench.process.StartedRouter;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BiFunction;

/**
 * Starts a router by a command, and runs another load on this router. The measurement begins when the router's port
 * accepts a connection, so it includes the joins of the callers and the router's own start-up work.
 */
final class ColdLoad implements Workload.Load {
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    private final Run run;
    private final LoadOptions options;
    private final String name;
    private final BiFunction<Run, LoadOptions, Workload.Load> load;

    ColdLoad(Run run, LoadOptions options, String name, BiFunction<Run, LoadOptions, Workload.Load> load) {
        this.run = run;
        this.options = options;
        this.name = name;
        this.load = load;
    }

    @Override
    public Row run() throws IOException {
        Row nothing = Row.of(name, options, 0, 1, run.latencies);
        if (options.command().isEmpty()) {
            run.fail(name + ": found no --command (expected what starts the router)");
            return nothing;
        }
        try (StartedRouter router = StartedRouter.by(options.command())) {
            if (!router.awaitListening(options.endpoint().address(), LONGEST_START)) {
                run.fail(name + ": the router did not listen at "
                        + options.endpoint().url());
                return nothing;
            }
            RouterProcess process = new RouterProcess(router.pid());
            try (Run fresh = run.since(process)) {
                Row row = fresh.judged(load.apply(fresh, options).run());
                if (row.failure() != null) {
                    run.fail(row.failure());
                }
                return row;
            }
        }
    }
}
