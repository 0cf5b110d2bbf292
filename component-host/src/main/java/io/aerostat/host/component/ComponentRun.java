package io.aerostat.host.component;

import io.aerostat.client.error.WampException;
import io.aerostat.client.reconnect.ReconnectOptions;
import io.aerostat.client.session.CloseReason;
import io.aerostat.client.session.ErrorMapper;
import io.aerostat.client.session.JoinRequest;
import io.aerostat.client.session.SessionDetails;
import io.aerostat.client.session.exchange.ClientSessionOptions;
import io.aerostat.component.ComponentContext;
import io.aerostat.component.run.ComponentRunner;
import io.aerostat.component.run.RunnerListener;
import io.aerostat.host.supervision.Ending;
import io.aerostat.host.supervision.Run;
import io.aerostat.host.supervision.Subject;
import io.aerostat.protocol.error.CloseUris;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of a component, from its constructor to the end of its last session. A lost session is joined again within
 * the same run; if the component throws an exception or its join is refused, the run ends. Any thread.
 */
final class ComponentRun implements Run {

    private static final Logger log = LoggerFactory.getLogger(ComponentRun.class);

    /**
     * The first join is not retried here: the supervisor starts the component again, with its back-off and its reports.
     */
    private static final ReconnectOptions RECONNECT =
            ReconnectOptions.DEFAULT.delays(Duration.ofMillis(250), Duration.ofSeconds(15));

    private final Subject subject;
    private final LoadedComponent loaded;
    private final ComponentThreads threads;
    private final TrackedConnector connector;
    private final ComponentRunner runner;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CompletableFuture<Ending> ended = new CompletableFuture<>();

    private ComponentRun(
            Subject subject,
            String worker,
            ComponentConfiguration configuration,
            LoadedComponent loaded,
            ConnectorProvider connectors) {
        this.subject = subject;
        this.loaded = loaded;
        this.threads = new ComponentThreads(worker + "-" + configuration.id(), loaded.classLoader());
        this.connector = new TrackedConnector(connectors.connector(threads.timer()));
        this.runner = new ComponentRunner(
                new ComponentContext(configuration.id(), configuration.realm(), configuration.extra()),
                loaded,
                connector,
                JoinRequest.of(configuration.realm()),
                // Tickets may be sent over the connection even without TLS, because the configuration names this
                // connection explicitly, as in Crossbar.io (TIC-3).
                ClientSessionOptions.of(threads.executor(), threads.timer())
                        .allowTicketsInClear()
                        .errors(configuration.exceptionMessages() ? ErrorMapper.WITH_MESSAGES : ErrorMapper.DEFAULT),
                RECONNECT,
                new Listener());
    }

    static ComponentRun start(
            Subject subject,
            String worker,
            ComponentConfiguration configuration,
            LoadedComponent loaded,
            ConnectorProvider connectors) {
        ComponentRun run = new ComponentRun(subject, worker, configuration, loaded, connectors);
        run.runner.start().whenComplete((session, failure) -> {
            if (failure == null) {
                run.ready.complete(null);
            }
        });
        return run;
    }

    @Override
    public CompletionStage<Void> ready() {
        return ready;
    }

    @Override
    public CompletionStage<Ending> ended() {
        return ended;
    }

    @Override
    public void stop(Duration deadline) {
        runner.stop().copy().orTimeout(deadline.toNanos(), TimeUnit.NANOSECONDS).whenComplete((stopped, late) -> {
            if (late != null) {
                // The threads of the component may hang forever, so they are abandoned.
                subject.on(log.atWarn())
                        .addKeyValue("deadlineMs", deadline.toMillis())
                        .log("component did not end when asked, abandoned");
            }
            end(Ending.success("stopped"));
        });
    }

    private void end(Ending ending) {
        if (ended.complete(ending)) {
            connector.cut();
            threads.close();
            loaded.close();
        }
    }

    /** Receives the joins, failures and the end of the component, one call after the other. */
    private final class Listener implements RunnerListener {
        private Optional<Ending> failure = Optional.empty();

        @Override
        public void ready(SessionDetails details) {
            subject.on(log.atInfo())
                    .addKeyValue("realm", details.realm())
                    .addKeyValue("session", details.id())
                    .addKeyValue("authid", details.authid())
                    .addKeyValue("authrole", details.authrole())
                    .log("component ready");
        }

        @Override
        public void failed(String where, Throwable cause) {
            if (where.equals("onLeave") || where.equals("onDisconnect")) {
                subject.on(log.atWarn()).setCause(cause).log("component threw in " + where);
                return;
            }
            failure = Optional.of(Ending.failure(where + " failed: " + cause, cause));
            if (!where.equals("constructor")) {
                // The runner would retry with the same object; the supervisor creates a new one.
                runner.stop().thenRun(() -> log.debug("component ended after it failed"));
            }
        }

        @Override
        public void left(CloseReason reason) {
            if (reason.byRouter()) {
                // The end of a session by a GOODBYE of the router is expected; the loss of the connection is not.
                boolean expected = reason.uri().equals(CloseUris.SYSTEM_SHUTDOWN);
                subject.on(expected ? log.atInfo() : log.atWarn())
                        .addKeyValue("reason", reason.uri())
                        .addKeyValue("message", reason.message())
                        .log("component lost its session, joining again");
            }
        }

        @Override
        public void retrying(Throwable cause, Duration delay) {
            subject.on(log.atInfo())
                    .addKeyValue("cause", cause.getMessage())
                    .addKeyValue("retryInMs", delay.toMillis())
                    .log("component not joined");
        }

        @Override
        public void ended(Optional<Throwable> cause) {
            end(failure.orElseGet(() -> cause.map(Listener::refused).orElseGet(() -> Ending.success("left"))));
        }

        private static Ending refused(Throwable cause) {
            // Refusals of the router and failures of the network explain themselves; for anything else, the stack trace
            // is logged.
            return cause instanceof WampException
                    ? Ending.failure("cannot join: " + cause.getMessage())
                    : Ending.failure("cannot join: " + cause, cause);
        }
    }
}
