package io.aerostat.test.guide.balloon;

import io.aerostat.client.annotation.Arg;
import io.aerostat.client.annotation.Contract;
import io.aerostat.client.annotation.Procedure;
import io.aerostat.client.annotation.Topic;
import io.aerostat.client.pubsub.Subscription;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

@Contract("com.balloon")
public interface BalloonService {
    @Procedure("inflate")
    int inflate(int litres) throws TooFull; // blocks until the result arrives

    @Procedure("fly")
    CompletableFuture<Position> fly(Position to, @Arg("speed") Optional<Integer> speed);

    @Procedure("ascend")
    Flow.Publisher<Integer> ascend(int metres); // progressive results

    @Topic("moved")
    default Subscription onMoved(Consumer<Position> listener) {
        throw new UnsupportedOperationException("for proxies only");
    }
}
