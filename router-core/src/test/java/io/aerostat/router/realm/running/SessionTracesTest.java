package io.aerostat.router.realm.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.protocol.message.Published;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.router.audit.Observers;
import io.aerostat.router.authorization.Role;
import io.aerostat.router.cluster.RealmCluster;
import io.aerostat.router.inventory.TracePage;
import io.aerostat.router.inventory.TraceQuery;
import io.aerostat.router.inventory.TracedMessage;
import io.aerostat.router.realm.RealmDefinition;
import io.aerostat.router.session.Principal;
import io.aerostat.router.session.joined.RouterSession;
import io.aerostat.router.session.joined.SessionTrace;
import io.aerostat.router.session.joined.TracedUris;
import io.aerostat.router.testing.FakeLoop;
import io.aerostat.router.testing.FakePeer;
import io.aerostat.router.testing.FakeSessionConnection;
import io.netty.util.HashedWheelTimer;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests queries about a traced session that overlap with the end of its trace. */
class SessionTracesTest {
    private static final long ID = 4711;

    private final FakeLoop loop = new FakeLoop();
    private final HashedWheelTimer timer = new HashedWheelTimer();
    private final SessionTraces traces = new SessionTraces();
    private final RouterSession session = session();

    /** Runs at the next look-up of the session's loop, just before a command is sent to the session. */
    private @Nullable Runnable meanwhile;

    private RouterSession session() {
        Role.AllowingAll role = new Role.AllowingAll("user");
        Realm[] realm = new Realm[1];
        loop.enter(() -> realm[0] = new Realm(
                new RealmDefinition("realm1", role),
                loop,
                timer,
                Runnable::run,
                (name, procedure, arguments) -> new CompletableFuture<>(),
                RealmCluster.ALONE,
                Observers.NONE,
                false));
        Principal principal = new Principal("realm1", "ann", "user", "anonymous", "static", Map.of());
        RouterSession[] made = new RouterSession[1];
        loop.enter(() -> made[0] = new RouterSession(
                ID,
                principal,
                FakePeer.ALL_ROLES,
                new FakeSessionConnection(this::loopOfSession),
                realm[0],
                realm[0].authorizer("user"),
                null));
        return made[0];
    }

    /** Returns the loop of the session, after an action that was prepared for this moment. */
    private EventExecutor loopOfSession() {
        Runnable action = meanwhile;
        meanwhile = null;
        if (action != null) {
            action.run();
        }
        return loop;
    }

    @AfterEach
    void stop() {
        timer.stop();
    }

    private CompletionStage<Optional<TracePage>> read() {
        return traces.read(
                ID,
                new TraceQuery(0, 100, false, Duration.ofMinutes(1)),
                () -> Optional.of(session),
                () -> new SessionTrace(new TracedUris(id -> Optional.empty(), id -> Optional.empty())));
    }

    private void send(WampMessage message) {
        loop.enter(() -> session.send(message));
    }

    @Test
    void aTraceThatEndsBeforeItsFirstPageDoesNotBegin() {
        meanwhile = () -> traces.end(ID);

        CompletionStage<Optional<TracePage>> page = read();
        loop.runAll();

        assertThat(page.toCompletableFuture()).isCompletedWithValue(Optional.empty());
    }

    @Test
    void theEndOfATraceDoesNotEndALaterTraceOfTheSession() {
        read();
        loop.runAll();
        meanwhile = this::read;

        traces.end(ID);
        loop.runAll();
        send(new Published(1, 2));
        CompletableFuture<Optional<TracePage>> page = read().toCompletableFuture();
        loop.runAll();

        assertThat(page.join().orElseThrow().messages())
                .extracting(TracedMessage::type)
                .containsExactly(WampMessage.Type.PUBLISHED);
    }
}
