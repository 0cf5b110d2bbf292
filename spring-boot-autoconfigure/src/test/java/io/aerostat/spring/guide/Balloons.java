package io.aerostat.spring.guide;

import io.aerostat.client.annotation.Contract;
import io.aerostat.client.annotation.Procedure;
import io.aerostat.spring.contract.WampClient;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Service;

@WampClient
@Contract("com.balloon")
interface BalloonService {
    @Procedure("pop")
    CompletableFuture<Integer> pop(int x, int y);
}

@Service
class Child {
    private final BalloonService balloon;

    Child(BalloonService balloon) {
        this.balloon = balloon;
    }

    CompletableFuture<Integer> play() {
        return balloon.pop(2, 3);
    }
}
