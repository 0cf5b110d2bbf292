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
 * A session that works around two races in the client, which the client can lose against a fast router. First, the
 * session sends HELLO only when the transport has stored the connection. The client stores the connection in a separate
 * task, and loses a HELLO that is sent earlier. Second, the session handles no message before the client is prepared
 * for WELCOME. The client prepares only after it has sent HELLO, and not on the receiving thread, so it loses a WELCOME
 * that arrives earlier.
 */
final class PatientSession extends Session {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    /**
     * Completes when the session has joined. Fails with the reason if HELLO could not be sent, because the client
     * itself does not report this failure.
     */
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
