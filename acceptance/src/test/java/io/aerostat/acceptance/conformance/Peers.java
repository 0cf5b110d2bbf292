package io.aerostat.acceptance.conformance;

import io.aerostat.testkit.RawPeer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Connects the peers of a test to the shared router, and closes all of them after the test. */
final class Peers implements BeforeEachCallback, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(Peers.class);

    private final Deque<RawPeer> peers = new ArrayDeque<>();
    private @Nullable RouterUnderTest router;

    @Override
    public void beforeEach(ExtensionContext context) {
        // The router is stored in the launcher session, so that it is closed after the last test of the JVM. The JVM
        // runs a separate test plan for each class.
        router = context.getStore(ExtensionContext.StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .getOrComputeIfAbsent("router", key -> RouterUnderTest.start(), RouterUnderTest.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        while (!peers.isEmpty()) {
            peers.removeLast().close();
        }
    }

    RawPeer connect(Wire wire, @Nullable String authid, String authrole) {
        RawPeer peer = router().connect(wire, authid, authrole);
        peers.add(peer);
        return peer;
    }

    RawPeer connect(Wire wire, String door) {
        RawPeer peer = router().connect(wire, door);
        peers.add(peer);
        return peer;
    }

    RouterUnderTest router() {
        if (router == null) {
            throw new IllegalStateException("there is a router during a test only");
        }
        return router;
    }
}
