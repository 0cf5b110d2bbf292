package io.aerostat.bench.load;

import java.io.IOException;
import java.util.List;

/** Creates the callers and callees of a load according to its options. */
final class Sessions {
    private Sessions() {}

    /** Connects the callees and callers, and waits until all of them are ready. */
    static void connect(Run run, LoadOptions options, List<Callee> callees, List<Caller> callers) throws IOException {
        for (int i = 0; i < options.callees(); i++) {
            Callee callee = new Callee(run, options, procedure(i));
            callees.add(callee);
            run.loop.connect(options.peerEndpoint(), options.peerEncoding(), callee);
        }
        for (int i = 0; i < options.callers(); i++) {
            Caller caller = new Caller(run, options, i, procedure(i % options.callees()));
            callers.add(caller);
            run.loop.connect(options.endpoint(), options.encoding(), caller);
        }
        run.await(
                "registrations",
                () -> callees.stream().allMatch(Callee::isReady)
                        && callers.stream().allMatch(Caller::isReady));
    }

    private static String procedure(int number) {
        return "bench.rpc.p" + number;
    }
}
