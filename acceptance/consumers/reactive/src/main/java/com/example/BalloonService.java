package com.example;

import io.aerostat.client.annotation.Arg;
import io.aerostat.client.annotation.Contract;
import io.aerostat.client.annotation.Procedure;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

@Contract("com.balloon")
public interface BalloonService {
    @Procedure("fly")
    CompletableFuture<Position> fly(Position to, @Arg("speed") Optional<Integer> speed);

    @Procedure("ascend")
    Flow.Publisher<Integer> ascend(int metres);
}
