package io.aerostat.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes calls at a fixed rate, from each caller in turn. The latency of a call is measured from the time at which the
 * call was due, so it includes any pause of the router that has delayed the call.
 */
final class OpenRpcLoad implements Workload.Load {
    private final Run run;
    private final LoadOptions options;
    private final List<Callee> callees = new ArrayList<>();
    private final List<Caller> callers = new ArrayList<>();
    private int next;

    OpenRpcLoad(Run run, LoadOptions options) {
        this.run = run;
        this.options = options;
    }

    @Override
    public Row run() throws IOException {
        Sessions.connect(run, options, callees, callers);
        Schedule schedule = new Schedule(options.rate(), this::call);
        Row row = run.measure("rpc-open", schedule).with("intendedPerSecond", options.rate());
        schedule.stop();
        run.await("the last results", () -> callers.stream().allMatch(Caller::isIdle));
        return row;
    }

    private void call(long intendedNanos) {
        callers.get(next).call(intendedNanos);
        next = (next + 1) % callers.size();
    }
}
