package io.aerostat.client;

import io.aerostat.client.connection.Connector;
import io.aerostat.client.connection.Connectors;
import io.aerostat.client.execution.ClientRuntime;
import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.fake.FakeRouter;
import io.aerostat.client.session.JoinRequest;
import io.aerostat.client.session.Session;
import io.aerostat.client.session.exchange.ClientSessionOptions;
import io.aerostat.client.session.life.Joining;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The threads of a test, and sessions on a {@link FakeRouter}. */
public final class TestRuntime implements AutoCloseable {
    public static final Duration DEADLINE = Duration.ofSeconds(30);

    public final ClientRuntime runtime = ClientRuntime.create("test");

    public Connector connector(FakeRouter router) {
        return Connectors.inProcess(router, runtime);
    }

    public ClientSessionOptions settings() {
        return ClientSessionOptions.of(runtime.executor(), runtime.timer());
    }

    public WampFuture<Session> joining(FakeRouter router, JoinRequest request) {
        return Joining.join(connector(router), () -> CompletableFuture.completedStage(request), settings());
    }

    public Session join(FakeRouter router) {
        return joining(router, JoinRequest.of("realm1")).await(DEADLINE);
    }

    @Override
    public void close() {
        runtime.close();
    }
}
