package io.aerostat.acceptance.autobahnjava;

import io.crossbar.autobahn.wamp.Client;
import io.crossbar.autobahn.wamp.Session;
import io.crossbar.autobahn.wamp.interfaces.IAuthenticator;
import io.crossbar.autobahn.wamp.interfaces.IInvocationHandler;
import io.crossbar.autobahn.wamp.interfaces.TriConsumer;
import io.crossbar.autobahn.wamp.transports.NettyWebSocket;
import io.crossbar.autobahn.wamp.types.CallOptions;
import io.crossbar.autobahn.wamp.types.CallResult;
import io.crossbar.autobahn.wamp.types.EventDetails;
import io.crossbar.autobahn.wamp.types.RegisterOptions;
import io.crossbar.autobahn.wamp.types.Registration;
import io.crossbar.autobahn.wamp.types.SessionDetails;
import io.crossbar.autobahn.wamp.types.SubscribeOptions;
import io.crossbar.autobahn.wamp.types.Subscription;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One session, from joining to leaving; waits instead of handing out futures. */
final class Joined implements AutoCloseable {
    private static final long DEADLINE = 60;

    final Session session;
    final SessionDetails details;
    private final CompletableFuture<Boolean> left;

    private Joined(Session session, SessionDetails details, CompletableFuture<Boolean> left) {
        this.session = session;
        this.details = details;
        this.left = left;
    }

    /** Joins; fails with the reason of the router's ABORT. */
    static Joined open(String url, String serializer, Executor executor, List<IAuthenticator> authenticators)
            throws Exception {
        Session session = new PatientSession(executor);
        CompletableFuture<SessionDetails> joined = new CompletableFuture<>();
        CompletableFuture<Boolean> left = new CompletableFuture<>();
        session.addOnJoinListener((of, details) -> joined.complete(details));
        session.addOnLeaveListener((of, why) -> {
            joined.completeExceptionally(new IllegalStateException("refused: " + why.reason));
            left.complete(true);
        });
        session.addOnDisconnectListener((of, clean) -> left.complete(true));
        Client client = new Client(List.of(new NettyWebSocket(url, List.of("wamp.2." + serializer))), executor);
        client.add(session, "interop", authenticators);
        client.connect();
        return new Joined(session, await(joined), left);
    }

    static <T> T await(CompletableFuture<T> future) throws Exception {
        try {
            return future.get(DEADLINE, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } catch (TimeoutException e) {
            throw new IllegalStateException("not done within " + DEADLINE + " s", e);
        }
    }

    CallResult call(String procedure, List<Object> args, Map<String, Object> kwargs) throws Exception {
        return await(session.call(procedure, args, kwargs, (CallOptions) null));
    }

    Registration register(String procedure, IInvocationHandler handler) throws Exception {
        return await(session.register(procedure, handler));
    }

    Registration register(String procedure, IInvocationHandler handler, RegisterOptions options) throws Exception {
        return await(session.register(procedure, handler, options));
    }

    Subscription subscribe(String topic, TriConsumer<List<Object>, Map<String, Object>, EventDetails> handler)
            throws Exception {
        return await(session.subscribe(topic, handler));
    }

    Subscription subscribe(
            String topic,
            TriConsumer<List<Object>, Map<String, Object>, EventDetails> handler,
            SubscribeOptions options)
            throws Exception {
        return await(session.subscribe(topic, handler, options));
    }

    /** The first value of an answer. */
    Object ask(String procedure, Object... args) throws Exception {
        return call(procedure, List.of(args), Map.of()).results.get(0);
    }

    @Override
    public void close() throws Exception {
        session.leave();
        await(left);
    }
}
