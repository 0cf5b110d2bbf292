package io.aerostat.client.session.exchange;

import io.aerostat.client.session.ErrorMapper;
import io.aerostat.client.value.ValueMapper;
import io.aerostat.protocol.passthru.PassthruCodec;
import io.aerostat.protocol.trace.Tracing;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The options of a client's sessions.
 *
 * @param executor runs user code and completes futures
 * @param timer runs timers; its tasks must be short
 * @param mapper reads and writes values
 * @param errors turns the exceptions of handlers into errors
 * @param handshakeTimeout how long the router may take from the connection to WELCOME
 * @param answerTimeout how long the router may take to answer GOODBYE, or a CANCEL of any mode except {@code kill}
 * @param maxPendingRequests the limit for each of three numbers: the calls that wait for an answer, the other requests
 *     that wait for an answer, and the publications that wait for a slow network
 * @param maxQueued how many events may wait for handlers or run in them, and likewise how many invocations: further
 *     events are dropped and counted, and further invocations are answered with {@code wamp.error.unavailable}
 * @param agent the name of this software in HELLO
 * @param codec encrypts payloads, so that the router cannot read them, and decrypts payloads of peers
 * @param ticketsInClear whether a ticket is sent over a connection on which others can read it (TIC-3)
 * @param tracing creates the spans of calls and events
 */
public record ClientSessionOptions(
        Executor executor,
        ScheduledExecutorService timer,
        ValueMapper mapper,
        ErrorMapper errors,
        Duration handshakeTimeout,
        Duration answerTimeout,
        int maxPendingRequests,
        int maxQueued,
        String agent,
        Optional<PassthruCodec> codec,
        boolean ticketsInClear,
        Tracing tracing) {
    public static final Duration DEFAULT_HANDSHAKE_TIMEOUT = Duration.ofSeconds(10);
    public static final Duration DEFAULT_ANSWER_TIMEOUT = Duration.ofSeconds(3);
    public static final int DEFAULT_MAX_PENDING_REQUESTS = 65_536;
    public static final int DEFAULT_MAX_QUEUED = 65_536;

    public ClientSessionOptions {
        if (maxPendingRequests < 1 || maxQueued < 1) {
            throw new IllegalArgumentException("limits: found " + maxPendingRequests + " pending requests and "
                    + maxQueued + " queued (expected at least 1 of each)");
        }
    }

    /** Returns the options with their defaults. */
    public static ClientSessionOptions of(Executor executor, ScheduledExecutorService timer) {
        return new ClientSessionOptions(
                executor,
                timer,
                ValueMapper.DEFAULT,
                ErrorMapper.DEFAULT,
                DEFAULT_HANDSHAKE_TIMEOUT,
                DEFAULT_ANSWER_TIMEOUT,
                DEFAULT_MAX_PENDING_REQUESTS,
                DEFAULT_MAX_QUEUED,
                "Aerostat",
                Optional.empty(),
                false,
                Tracing.NONE);
    }

    public ClientSessionOptions mapper(ValueMapper mapper) {
        return with(mapper, errors, handshakeTimeout, maxQueued, codec, ticketsInClear);
    }

    public ClientSessionOptions errors(ErrorMapper errors) {
        return with(mapper, errors, handshakeTimeout, maxQueued, codec, ticketsInClear);
    }

    public ClientSessionOptions handshakeTimeout(Duration handshakeTimeout) {
        return with(mapper, errors, handshakeTimeout, maxQueued, codec, ticketsInClear);
    }

    public ClientSessionOptions maxQueued(int maxQueued) {
        return with(mapper, errors, handshakeTimeout, maxQueued, codec, ticketsInClear);
    }

    public ClientSessionOptions codec(PassthruCodec codec) {
        return with(mapper, errors, handshakeTimeout, maxQueued, Optional.of(codec), ticketsInClear);
    }

    public ClientSessionOptions allowTicketsInClear() {
        return with(mapper, errors, handshakeTimeout, maxQueued, codec, true);
    }

    private ClientSessionOptions with(
            ValueMapper mapper,
            ErrorMapper errors,
            Duration handshakeTimeout,
            int maxQueued,
            Optional<PassthruCodec> codec,
            boolean ticketsInClear) {
        return new ClientSessionOptions(
                executor,
                timer,
                mapper,
                errors,
                handshakeTimeout,
                answerTimeout,
                maxPendingRequests,
                maxQueued,
                agent,
                codec,
                ticketsInClear,
                tracing);
    }
}
