package io.aerostat.router.realm.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.router.audit.Observers;
import io.aerostat.router.authorization.Role;
import io.aerostat.router.cluster.RealmCluster;
import io.aerostat.router.realm.RealmDefinition;
import io.aerostat.router.realm.RealmOptions;
import io.aerostat.router.realm.RealmTemplate;
import io.aerostat.router.session.state.RealmDirectory.Opened;
import io.netty.channel.DefaultEventLoopGroup;
import io.netty.util.HashedWheelTimer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests realms that are added and created from templates at the same time. */
class RealmTableTest {
    private static final String NAME = "tenant.acme";
    private static final RealmDefinition DEFINITION = new RealmDefinition(NAME, new Role.AllowingAll("user"));

    private final DefaultEventLoopGroup loops = new DefaultEventLoopGroup(1);
    private final HashedWheelTimer timer = new HashedWheelTimer();
    private final AtomicInteger started = new AtomicInteger();
    private final RealmTable table = new RealmTable(this::start, timer);

    /** Runs while the first realm starts. */
    private Runnable meanwhile = () -> {};

    private Realm start(RealmDefinition definition) {
        if (started.incrementAndGet() == 1) {
            meanwhile.run();
        }
        return new Realm(
                definition,
                loops.next(),
                timer,
                Runnable::run,
                (realm, procedure, arguments) -> new CompletableFuture<>(),
                RealmCluster.ALONE,
                Observers.NONE,
                false);
    }

    @AfterEach
    void stop() {
        timer.stop();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    /** Joins on another thread, which must not wait for the realm that starts. */
    private Opened join(String name) {
        FutureTask<Opened> join = new FutureTask<>(() -> table.open(name, "user"));
        new Thread(join, "joining").start();
        try {
            return join.get(10, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("the client waits", e);
        }
    }

    private void addTemplate() {
        table.templates(List.of(new RealmTemplate(
                "tenants",
                "tenant.*",
                RealmOptions.DEFAULT,
                List.of(Role.allowingAll("user")),
                10,
                Duration.ofHours(1))));
    }

    @Test
    void aClientThatJoinsWhileTheRealmIsAddedCreatesNoSecondRealm() {
        addTemplate();
        AtomicReference<Opened> early = new AtomicReference<>();
        meanwhile = () -> early.set(join(NAME));

        Realm added = table.add(DEFINITION);

        assertThat(early.get().realm()).isNull();
        assertThat(early.get().error()).isEqualTo("wamp.error.unavailable");
        assertThat(join(NAME).realm()).isSameAs(added);
        assertThat(table.find(NAME)).isSameAs(added);
        assertThat(started).hasValue(1);
        assertThat(table.isOfTemplate(NAME)).isFalse();
    }

    @Test
    void aClientOfAnotherRealmDoesNotWaitForTheRealmThatIsAdded() {
        addTemplate();
        AtomicReference<Opened> other = new AtomicReference<>();
        meanwhile = () -> other.set(join("tenant.other"));

        table.add(DEFINITION);

        assertThat(other.get().realm()).isSameAs(table.find("tenant.other"));
    }

    @Test
    void aRealmIsNotAddedTwiceAtTheSameTime() {
        meanwhile = () -> assertThatThrownBy(() -> table.add(DEFINITION))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("realm \"tenant.acme\": found twice (expected once)");

        table.add(DEFINITION);

        assertThat(started).hasValue(1);
    }

    @Test
    void aRealmThatCouldNotStartCanBeAddedLater() {
        meanwhile = () -> {
            throw new IllegalStateException("no disk");
        };
        assertThatThrownBy(() -> table.add(DEFINITION)).hasMessage("no disk");

        assertThat(table.add(DEFINITION)).isSameAs(table.find(NAME));
    }

    @Test
    void aRealmIsNotAddedToAClosedTable() {
        meanwhile = table::close;

        assertThatThrownBy(() -> table.add(DEFINITION))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("realm \"tenant.acme\": the router is closed");
        assertThat(table.find(NAME)).isNull();
    }
}
