package io.aerostat.bench.micro;

import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.Hello;
import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.message.Register;
import io.aerostat.protocol.message.Subscribe;
import io.aerostat.protocol.option.CallOptions;
import io.aerostat.protocol.option.HelloDetails;
import io.aerostat.protocol.option.PublishOptions;
import io.aerostat.protocol.option.RegisterOptions;
import io.aerostat.protocol.option.SubscribeOptions;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.Router;
import io.aerostat.router.authorization.Action;
import io.aerostat.router.authorization.Permission;
import io.aerostat.router.authorization.Role;
import io.aerostat.router.realm.RealmDefinition;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The cost of a CALL with its RESULT, and of a PUBLISH with its EVENT. Includes session, permissions, dealer and
 * broker, but neither sockets nor serialization. In-process links on one loop carry the messages.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DispatchBenchmark {
    private static final int BATCH = 200;
    private static final String PROCEDURE = "com.example.procedure";
    private static final String TOPIC = "com.example.topic";

    private final Router router = Router.builder()
            .eventLoops(1)
            .realm(new RealmDefinition(
                    "realm1",
                    new Role.WithPermissions(
                            "component",
                            List.of(new Permission("com.example.", MatchPolicy.PREFIX, Set.of(Action.values()))))))
            .start();
    private final Client answering = new Client(router);
    private final Client asking = new Client(router);
    private long requests;

    @Setup
    public void join() {
        answering.sendAndAwait(hello());
        asking.sendAndAwait(hello());
        answering.sendAndAwait(new Register(1, RegisterOptions.NONE, PROCEDURE));
        answering.sendAndAwait(new Subscribe(2, SubscribeOptions.NONE, TOPIC));
    }

    @TearDown
    public void close() {
        router.close(Duration.ofSeconds(1)).join();
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void callWithResult() {
        for (int i = 0; i < BATCH; i++) {
            asking.send(new Call(++requests, CallOptions.NONE, PROCEDURE, Payload.EMPTY));
        }
        asking.await(BATCH);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void publicationWithEvent() {
        for (int i = 0; i < BATCH; i++) {
            asking.send(new Publish(++requests, PublishOptions.NONE, TOPIC, Payload.EMPTY));
        }
        answering.await(BATCH);
    }

    private static Hello hello() {
        Roles roles = Roles.complete(EnumSet.of(
                io.aerostat.protocol.feature.Role.CALLER,
                io.aerostat.protocol.feature.Role.CALLEE,
                io.aerostat.protocol.feature.Role.PUBLISHER,
                io.aerostat.protocol.feature.Role.SUBSCRIBER));
        return new Hello("realm1", new HelloDetails(roles, null, List.of(), null, null, Map.of()));
    }
}
