package io.aerostat.acceptance.autobahnjava;

import io.crossbar.autobahn.wamp.Session;
import io.crossbar.autobahn.wamp.interfaces.IAuthenticator;
import io.crossbar.autobahn.wamp.interfaces.ISerializer;
import io.crossbar.autobahn.wamp.interfaces.ITransport;
import io.crossbar.autobahn.wamp.types.SessionDetails;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A session that mends two races of the client against a router that is faster than its threads. It sends HELLO only
 * when its transport knows its own connection, which the client writes down in a task of its own; sent before, HELLO is
 * lost. And it takes no message before it has joined as far as it can by itself: the client prepares for WELCOME only
 * after HELLO is sent, on another thread than the one that receives, and loses a WELCOME that is faster.
 */
final class PatientSession extends Session {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    /** The client tells nobody of a HELLO that it could not send: completed with the reason. */
    final CompletableFuture<SessionDetails> joined = new CompletableFuture<>();

    private final CompletableFuture<Void> isPrepared = new CompletableFuture<>();
    private volatile @Nullable ITransport transport;

    PatientSession(Executor executor) {
        super(executor);
    }

    @Override
    public void onConnect(ITransport transport, ISerializer serializer) throws Exception {
        this.transport = transport;
        super.onConnect(transport, serializer);
    }

    @Override
    public CompletableFuture<SessionDetails> join(String realm, List<IAuthenticator> authenticators) {
        try {
            long begin = System.nanoTime();
            ITransport transport = this.transport;
            while (transport != null && !transport.isOpen() && System.nanoTime() - begin < PATIENCE) {
                LockSupport.parkNanos(100_000);
            }
            return super.join(realm, authenticators);
        } catch (RuntimeException e) {
            joined.completeExceptionally(new ClientIsStuck("could not send HELLO", e));
            throw e;
        } finally {
            isPrepared.complete(null);
        }
    }

    @Override
    public void onMessage(byte[] payload, boolean isBinary) throws Exception {
        isPrepared.join();
        super.onMessage(payload, isBinary);
    }
}
