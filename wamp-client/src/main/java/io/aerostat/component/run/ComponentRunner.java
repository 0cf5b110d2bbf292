package io.aerostat.component.run;

import io.aerostat.client.binding.AnnotatedMethods;
import io.aerostat.client.connection.Connector;
import io.aerostat.client.error.ConnectFailed;
import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.reconnect.ReconnectOptions;
import io.aerostat.client.reconnect.durable.Rejoiner;
import io.aerostat.client.session.CloseReason;
import io.aerostat.client.session.JoinRequest;
import io.aerostat.client.session.Session;
import io.aerostat.client.session.exchange.ClientSessionOptions;
import io.aerostat.client.session.life.DelegatedMethod;
import io.aerostat.client.session.life.Joining;
import io.aerostat.client.value.ValueMapper;
import io.aerostat.component.Component;
import io.aerostat.component.ComponentContext;
import io.aerostat.component.ComponentFactory;
import io.aerostat.protocol.error.CloseUris;
import io.aerostat.protocol.error.StageFailure;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one component over one connector: creates it, joins, calls its life cycle methods, binds its annotated methods,
 * and joins again after a loss. The component object lives as long as its runner. Any thread.
 */
public final class ComponentRunner {
    private static final Logger LOG = LoggerFactory.getLogger(ComponentRunner.class);

    private final ComponentContext context;
    private final ComponentFactory factory;
    private final Connector connector;
    private final JoinRequest configured;
    private final ClientSessionOptions settings;
    private final RunnerListener listener;
    private final Rejoiner rejoiner;
    private final WampFuture<Session> ready = new WampFuture<>();
    private final WampFuture<Void> ended = new WampFuture<>();
    /** Held while onReady or onLeave is called, because the session may end while onReady runs on another thread. */
    private final Object lifeCycle = new Object();

    private volatile @Nullable Component component;
    private volatile ValueMapper mapper = ValueMapper.DEFAULT;

    /**
     * @param configured the join request from the configuration, which is passed to {@link Component#onConnect}
     * @param reconnect the options for joining again
     */
    public ComponentRunner(
            ComponentContext context,
            ComponentFactory factory,
            Connector connector,
            JoinRequest configured,
            ClientSessionOptions settings,
            ReconnectOptions reconnect,
            RunnerListener listener) {
        this.context = context;
        this.factory = factory;
        this.connector = connector;
        this.configured = configured;
        this.settings = settings.errors(thrown -> component().onError(thrown, settings.errors()));
        this.listener = listener;
        this.rejoiner = new Rejoiner(this::join, reconnect, settings.timer(), settings.executor(), new Events());
    }

    /**
     * Creates the component and runs it until {@link #stop}.
     *
     * @return a future that completes when the component is ready for the first time; fails if the component cannot be
     *     created, or if the runner gives up before that
     */
    public WampFuture<Session> start() {
        settings.executor().execute(() -> {
            try {
                Component created = factory.create(context);
                mapper = new ValueMapper(created.objectMapping());
                component = created;
            } catch (Throwable e) {
                tell(l -> l.failed("constructor", e));
                end(e);
                return;
            }
            rejoiner.start();
        });
        return ready;
    }

    /**
     * Returns a future that completes when the component has been stopped, or when the runner has given up. The future
     * never fails.
     */
    public WampFuture<Void> ended() {
        return ended;
    }

    /** Leaves the session and ends the component. Completes with {@link #ended()}. */
    public WampFuture<Void> stop() {
        rejoiner.stop(CloseUris.NORMAL);
        return ended;
    }

    private Component component() {
        Component present = component;
        if (present == null) {
            throw new IllegalStateException("component " + context.name() + " is not started");
        }
        return present;
    }

    private CompletionStage<Session> join() {
        boolean[] connected = new boolean[1];
        return Joining.join(
                        connector,
                        () -> {
                            connected[0] = true;
                            return CompletableFuture.completedStage(request());
                        },
                        settings.mapper(mapper))
                .whenComplete((session, failure) -> {
                    if (failure != null && connected[0]) {
                        disconnected(new CloseReason(
                                CloseReason.TRANSPORT_LOST, String.valueOf(failure.getMessage()), true));
                    }
                });
    }

    private JoinRequest request() throws Exception {
        JoinRequest request;
        try {
            request = component().onConnect(context, configured);
        } catch (Throwable e) {
            tell(l -> l.failed("onConnect", e));
            throw e;
        }
        return DelegatedMethod.resolve(request, challenge -> component().onChallenge(context, challenge));
    }

    private final class Events implements Rejoiner.Listener {
        @Override
        public void joined(Session session) {
            // Switches to the executor, because any thread may complete the stage of onJoin, and onReady may block.
            begin(session)
                    .whenCompleteAsync(
                            (bound, failure) -> {
                                if (failure != null) {
                                    failed("onJoin", session, failure);
                                } else {
                                    finish(session);
                                }
                            },
                            settings.executor());
        }

        private void finish(Session session) {
            CompletionStage<?> readiness;
            synchronized (lifeCycle) {
                if (!session.isJoined()) {
                    return; // onLeave has been called, or will be
                }
                readiness = stageOf(() -> component().onReady(session));
            }
            readiness.whenComplete((done, failure) -> {
                if (failure != null) {
                    failed("onReady", session, failure);
                } else {
                    tell(l -> l.ready(session.details()));
                    ready.complete(session);
                }
            });
        }

        private void failed(String where, Session session, Throwable failure) {
            if (session.isJoined()) {
                Throwable cause = StageFailure.cause(failure);
                tell(l -> l.failed(where, cause));
                rejoiner.reject(session, "wamp.close.component_failed", cause);
            }
        }

        @Override
        public void left(Session session, CloseReason reason) {
            synchronized (lifeCycle) {
                guarded("onLeave", () -> component().onLeave(session, reason));
            }
            tell(l -> l.left(reason));
            disconnected(reason);
        }

        @Override
        public void retrying(Throwable cause, Duration delay) {
            tell(l -> l.retrying(cause, delay));
        }

        @Override
        public void gaveUp(@Nullable Throwable cause) {
            end(cause);
        }
    }

    private CompletionStage<?> begin(Session session) {
        return stageOf(() -> component().onJoin(session)).thenCompose(done -> bind(session));
    }

    /** Returns the stage that a life cycle method returns, or a failed stage if the method throws an exception. */
    private static CompletionStage<?> stageOf(Callable<CompletionStage<?>> method) {
        try {
            return Objects.requireNonNull(method.call(), "found null (expected a stage, such as Component.done())");
        } catch (Throwable e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private CompletionStage<?> bind(Session session) {
        return AnnotatedMethods.isPresentIn(component().getClass()) ? session.register(component()) : Component.done();
    }

    private void disconnected(CloseReason reason) {
        guarded("onDisconnect", () -> component().onDisconnect(context, reason));
    }

    private void end(@Nullable Throwable cause) {
        tell(l -> l.ended(Optional.ofNullable(cause)));
        ready.completeExceptionally(
                cause == null
                        ? new ConnectFailed("component " + context.name() + " was stopped before it was ready")
                        : cause);
        ended.complete(null);
    }

    private void guarded(String where, LifeCycleCall call) {
        try {
            call.run();
        } catch (Throwable e) {
            tell(l -> l.failed(where, e));
        }
    }

    private void tell(Consumer<RunnerListener> event) {
        try {
            event.accept(listener);
        } catch (RuntimeException e) {
            LOG.warn("the listener of component {} failed", context.name(), e);
        }
    }

    @FunctionalInterface
    private interface LifeCycleCall {
        void run() throws Exception;
    }
}
