package io.aerostat.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls at a fixed rate, by each caller in turn. The latency of a call counts from the time at which it was due, so a pause of the router counts for every call that it delays.
 */
final class OpenRpcLoad implements Load {
    private final Run run;
    private final Settings settings;
    private final List<Callee> callees = new ArrayList<>();
    private final List<Caller> callers = new ArrayList<>();
    private int next;

    OpenRpcLoad(Run run, Settings settings) {
        this.run = run;
        this.settings = settings;
    }

    @Override
    public Row run() throws IOException {
        Sessions.connect(run, settings, callees, callers);
        Schedule schedule = new Schedule(settings.rate(), this::call);
        Row row = run.measure("rpc-open", schedule).with("intendedPerSecond", settings.rate());
        schedule.stop();
        run.await("the last results", () -> callers.stream().allMatch(Caller::isIdle));
        return row;
    }

    private void call(long intendedNanos) {
        callers.get(next).call(intendedNanos);
        next = (next + 1) % callers.size();
    }
}
