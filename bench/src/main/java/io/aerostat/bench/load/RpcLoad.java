package io.aerostat.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Callers who each keep a number of calls in flight, to callees that answer at once. One operation is a call with its result. */
final class RpcLoad {
    private final Run run;
    private final Settings settings;
    private final List<Callee> callees = new ArrayList<>();
    private final List<Caller> callers = new ArrayList<>();

    RpcLoad(Run run, Settings settings) {
        this.run = run;
        this.settings = settings;
    }

    Row run() throws IOException {
        for (int i = 0; i < settings.callees(); i++) {
            Callee callee = new Callee(run, settings, procedure(i));
            callees.add(callee);
            run.loop.connect(settings.endpoint(), settings.peerEncoding(), callee);
        }
        for (int i = 0; i < settings.callers(); i++) {
            Caller caller = new Caller(run, settings, i, procedure(i % settings.callees()));
            callers.add(caller);
            run.loop.connect(settings.endpoint(), settings.encoding(), caller);
        }
        run.await(
                "registrations",
                () -> callees.stream().allMatch(Callee::isReady)
                        && callers.stream().allMatch(Caller::isReady));
        callers.forEach(Caller::start);
        Row row = run.measure("rpc", null);
        callers.forEach(Caller::stop);
        run.await("the last results", () -> callers.stream().allMatch(Caller::isIdle));
        return row;
    }

    private static String procedure(int number) {
        return "bench.rpc.p" + number;
    }
}
