package io.aerostat.router.web;

import io.aerostat.router.listener.Addresses;
import io.aerostat.router.web.exchange.Exchange;
import io.aerostat.router.web.exchange.WebService;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Reports whether every event loop runs a task in time. A loop that runs no task is stuck; only a restart helps. */
final class LivenessService implements WebService {
    private static final long SECONDS = 3;

    private final EventLoopGroup loops;
    private final Addresses detailed;

    /**
     * Creates the service.
     *
     * @param detailed the addresses that also get the reasons
     */
    LivenessService(EventLoopGroup loops, Addresses detailed) {
        this.loops = loops;
        this.detailed = detailed;
    }

    @Override
    public boolean outlivesSite() {
        return true;
    }

    @Override
    public void serve(Exchange exchange) {
        AtomicInteger silent = new AtomicInteger();
        Answer answer = new Answer(exchange, silent);
        loops.forEach(loop -> silent.incrementAndGet());
        Future<?> deadline = exchange.loop().schedule(answer, SECONDS, TimeUnit.SECONDS);
        for (EventExecutor loop : loops) {
            loop.execute(() -> {
                if (silent.decrementAndGet() == 0) {
                    deadline.cancel(false);
                    exchange.loop().execute(answer);
                }
            });
        }
    }

    /**
     * Answers the request when this task runs for the first time; later runs do nothing. Confined to the loop of the
     * exchange.
     */
    private final class Answer implements Runnable {
        private final Exchange exchange;
        private final AtomicInteger silent;
        private boolean given;

        Answer(Exchange exchange, AtomicInteger silent) {
            this.exchange = exchange;
            this.silent = silent;
        }

        @Override
        public void run() {
            if (given) {
                return;
            }
            given = true;
            int stuck = silent.get();
            if (stuck == 0) {
                exchange.respond(ReadinessService.response(HttpResponseStatus.OK, "alive", List.of()));
            } else {
                List<String> reasons = exchange.source().isIn(detailed)
                        ? List.of("event loops that ran no task for " + SECONDS + " s: " + stuck)
                        : List.of();
                exchange.respond(ReadinessService.response(HttpResponseStatus.SERVICE_UNAVAILABLE, "stuck", reasons));
            }
        }
    }
}
