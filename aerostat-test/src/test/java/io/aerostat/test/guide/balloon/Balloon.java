package io.aerostat.test.guide.balloon;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.stream.IntStream;

public final class Balloon implements BalloonService {
    @Override
    public int inflate(int litres) throws TooFull {
        if (litres > 600) {
            throw new TooFull("the balloon is too small", 600);
        }
        return litres;
    }

    @Override
    public CompletableFuture<Position> fly(Position to, Optional<Integer> speed) {
        return CompletableFuture.completedFuture(to);
    }

    @Override
    public Flow.Publisher<Integer> ascend(int metres) {
        return subscriber -> {
            try (SubmissionPublisher<Integer> heights = new SubmissionPublisher<>()) {
                heights.subscribe(subscriber);
                IntStream.rangeClosed(1, metres).forEach(heights::submit);
            }
        };
    }
}
