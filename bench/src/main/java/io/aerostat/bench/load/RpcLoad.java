package io.aerostat.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Callers that each keep a number of calls in flight, and callees that answer at once. One operation is a call with its
 * result.
 */
final class RpcLoad implements Workload.Load {
    private final Run run;
    private final LoadOptions options;
    private final String name;
    private final List<Callee> callees = new ArrayList<>();
    private final List<Caller> callers = new ArrayList<>();

    RpcLoad(Run run, LoadOptions options, String name) {
        this.run = run;
        this.options = options;
        this.name = name;
    }

    @Override
    public Row run() throws IOException {
        Sessions.connect(run, options, callees, callers);
        callers.forEach(caller -> caller.start(options.inFlight()));
        Row row = run.measure(name, null);
        callers.forEach(Caller::stop);
        run.await("the last results", () -> callers.stream().allMatch(Caller::isIdle));
        return row;
    }
}
