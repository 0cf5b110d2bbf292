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

/**
 * One session of the client, from joining to leaving. The methods wait for their results instead of returning futures.
 */
final class Joined implements AutoCloseable {
    private static final long DEADLINE = 60;
    private static final long JOIN_DEADLINE = 20;

    final Session session;
    final SessionDetails details;
    private final CompletableFuture<Boolean> left;

    private Joined(Session session, SessionDetails details, CompletableFuture<Boolean> left) {
        this.session = session;
        this.details = details;
        this.left = left;
    }

    /**
     * Joins; fails with the reason of the router's ABORT. About once in a thousand attempts, the client does not begin
     * to join and reports no error. In this case, the method creates a second client, and prints a notice with the
     * stacks of all threads.
     */
    static Joined open(String url, String serializer, Executor executor, List<IAuthenticator> authenticators)
            throws Exception {
        try {
            return attempt(url, serializer, executor, authenticators);
        } catch (ClientIsStuck e) {
            System.out.println("AGAIN\t" + serializer + "\t" + e.getMessage());
            Thread.getAllStackTraces().forEach((thread, stack) -> System.out.println(thread + " " + List.of(stack)));
            return attempt(url, serializer, executor, authenticators);
        }
    }

    private static Joined attempt(String url, String serializer, Executor executor, List<IAuthenticator> authenticators)
            throws Exception {
        PatientSession session = new PatientSession(executor);
        CompletableFuture<Boolean> left = new CompletableFuture<>();
        session.addOnJoinListener((of, details) -> session.joined.complete(details));
        session.addOnLeaveListener((of, why) -> {
            session.joined.completeExceptionally(new IllegalStateException("refused: " + why.reason));
            left.complete(true);
        });
        session.addOnDisconnectListener((of, clean) -> left.complete(true));
        Client client = new Client(List.of(new NettyWebSocket(url, List.of("wamp.2." + serializer))), executor);
        client.add(session, "interop", authenticators);
        client.connect();
        try {
            return new Joined(session, session.joined.get(JOIN_DEADLINE, TimeUnit.SECONDS), left);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } catch (TimeoutException e) {
            throw new ClientIsStuck("neither joined nor refused within " + JOIN_DEADLINE + " s", e);
        }
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

    /** Calls a procedure, and returns the first value of the result. */
    Object ask(String procedure, Object... args) throws Exception {
        return call(procedure, List.of(args), Map.of()).results.get(0);
    }

    @Override
    public void close() throws Exception {
        session.leave();
        await(left);
    }
}
