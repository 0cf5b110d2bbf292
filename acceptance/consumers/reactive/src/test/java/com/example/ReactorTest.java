package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aerostat.client.session.Session;
import io.aerostat.test.junit.WampRouter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@WampRouter
class ReactorTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    @Test
    void futuresAndStreamsBecomeMonoAndFlux(Session service, Session client) {
        service.register(BalloonService.class, new Balloon()).await(DEADLINE);
        BalloonService balloon = client.proxy(BalloonService.class);

        // example
        Mono<Position> there = Mono.fromFuture(() -> balloon.fly(new Position(48.1, 11.6), Optional.empty()));
        Flux<Integer> heights = JdkFlowAdapter.flowPublisherToFlux(balloon.ascend(3));
        // end

        assertEquals(new Position(48.1, 11.6), there.block(DEADLINE));
        assertEquals(List.of(1, 2, 3), heights.collectList().block(DEADLINE));
    }
}
