package io.aerostat.acceptance.autobahnjava;

import io.crossbar.autobahn.wamp.Session;
import io.crossbar.autobahn.wamp.interfaces.IAuthenticator;
import io.crossbar.autobahn.wamp.types.SessionDetails;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * A session that takes no message before it has joined as far as it can by itself. The client's own prepares for WELCOME only after HELLO is sent, on another
 * thread than the one that receives, and loses a WELCOME that is faster.
 */
final class PatientSession extends Session {
    private final CompletableFuture<Void> isPrepared = new CompletableFuture<>();

    PatientSession(Executor executor) {
        super(executor);
    }

    @Override
    public CompletableFuture<SessionDetails> join(String realm, List<IAuthenticator> authenticators) {
        CompletableFuture<SessionDetails> joined = super.join(realm, authenticators);
        isPrepared.complete(null);
        return joined;
    }

    @Override
    public void onMessage(byte[] payload, boolean isBinary) throws Exception {
        isPrepared.join();
        super.onMessage(payload, isBinary);
    }
}
