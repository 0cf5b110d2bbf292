package com.example;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;

/** A balloon that ascends metre by metre. */
public final class Balloon implements BalloonService {
    @Override
    public CompletableFuture<Position> fly(Position to, Optional<Integer> speed) {
        return CompletableFuture.completedFuture(to);
    }

    @Override
    public Flow.Publisher<Integer> ascend(int metres) {
        return JdkFlowAdapter.publisherToFlowPublisher(Flux.range(1, metres));
    }
}
