package io.aerostat.client.session.life;

import io.aerostat.client.auth.Authentication;
import io.aerostat.client.auth.AuthenticationAttempt;
import io.aerostat.client.auth.ChallengeAnswer;
import io.aerostat.client.connection.MessageRefused;
import io.aerostat.client.error.ConnectFailed;
import io.aerostat.client.error.JoinRefused;
import io.aerostat.client.error.RequestRejected;
import io.aerostat.client.session.CloseReason;
import io.aerostat.client.session.JoinRequest;
import io.aerostat.client.session.SessionDetails;
import io.aerostat.client.session.exchange.ClientSessionOptions;
import io.aerostat.client.value.Arguments;
import io.aerostat.protocol.authentication.ChannelBindings;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.error.StageFailure;
import io.aerostat.protocol.id.Ids;
import io.aerostat.protocol.message.Abort;
import io.aerostat.protocol.message.Authenticate;
import io.aerostat.protocol.message.Challenge;
import io.aerostat.protocol.message.Goodbye;
import io.aerostat.protocol.message.Hello;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.message.Welcome;
import io.aerostat.protocol.option.HelloDetails;
import io.aerostat.protocol.option.WelcomeDetails;
import io.aerostat.protocol.payload.Payload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The handshake, from the open connection to WELCOME or ABORT (AUT-1). Confined to the connection's executor; the
 * authentication methods are called on the client's executor.
 */
final class Handshake implements SessionState {
    /** The methods that send their secret in plain text (TIC-3). */
    private static final Set<String> SENDING_SECRETS = Set.of("ticket", "jwt");

    private final SessionDriver driver;
    private final ClientSessionOptions settings;
    private final Joining joining;
    /** The attempts of the methods that HELLO offered, by method and in the order of HELLO. */
    private final Map<String, AuthenticationAttempt> offered = new LinkedHashMap<>();

    private @Nullable JoinRequest request;
    private boolean answering;
    private boolean welcomed;

    Handshake(SessionDriver driver, ClientSessionOptions settings, Joining joining) {
        this.driver = driver;
        this.settings = settings;
        this.joining = joining;
    }

    void begin() {
        ask(
                () -> joining.source()
                        .connected()
                        .thenApply(join ->
                                Offer.of(join, settings, driver.connection().bindings())),
                this::hello);
    }

    /**
     * Runs user code on the client's executor, and continues on the connection's executor with the result. A failure of
     * the user code aborts the join.
     */
    private <T> void ask(Question<T> question, Consumer<T> next) {
        joining.completions().run(() -> {
            CompletionStage<T> stage;
            try {
                stage = question.ask();
            } catch (Exception e) {
                driver.execute(() -> failed(e));
                return;
            }
            stage.whenComplete((value, failure) -> driver.execute(() -> {
                if (driver.state() != this) {
                    return;
                }
                if (failure == null) {
                    next.accept(value);
                } else {
                    failed(failure);
                }
            }));
        });
    }

    @FunctionalInterface
    private interface Question<T> {
        CompletionStage<T> ask() throws Exception;
    }

    private void failed(Throwable failure) {
        Throwable cause = StageFailure.cause(failure);
        joining.failed(cause);
        if (request == null) {
            // No HELLO was sent, so there is nothing to abort.
            driver.end(new CloseReason(CloseReason.TRANSPORT_LOST, "no HELLO", false));
        } else if (cause instanceof JoinRefused refused) {
            driver.abort(refused.uri(), "the client gives up", false);
        } else {
            // The exception is for this client; the router must not learn its text.
            driver.abort(ErrorUris.AUTHENTICATION_FAILED, "the client has no answer", false);
        }
    }

    /** The authentication part of HELLO. The methods begin on the client's executor, where user code may run. */
    private record Offer(
            JoinRequest request, Map<String, AuthenticationAttempt> attempts, Map<String, @Nullable Object> authextra) {
        static Offer of(JoinRequest request, ClientSessionOptions settings, ChannelBindings connection) {
            Map<String, AuthenticationAttempt> attempts = new LinkedHashMap<>();
            Map<String, @Nullable Object> authextra = new LinkedHashMap<>();
            for (Authentication authentication : request.authentications()) {
                if (!attempts.containsKey(authentication.method())) {
                    AuthenticationAttempt attempt = authentication.begin(connection);
                    attempts.put(authentication.method(), attempt);
                    attempt.helloExtra().forEach((key, value) -> {
                        if (value != null || !authextra.containsKey(key)) {
                            authextra.put(
                                    // if one method has no channel binding, another method may still have one
                                    key, value);
                        }
                    });
                }
            }
            authextra.putAll(settings.mapper().toWampDictionary(request.authextra()));
            return new Offer(request, attempts, authextra);
        }
    }

    private void hello(Offer offer) {
        JoinRequest join = offer.request();
        request = join;
        offered.putAll(offer.attempts());
        HelloDetails details = new HelloDetails(
                Announced.ROLES,
                settings.agent(),
                List.copyOf(offered.keySet()),
                join.effectiveAuthid().orElse(null),
                join.authrole().orElse(null),
                offer.authextra());
        write(new Hello(join.realm().orElse(null), details));
    }

    private void write(WampMessage message) {
        try {
            driver.connection().write(message);
            driver.connection().flush();
        } catch (MessageRefused e) {
            joining.failed(new RequestRejected(String.valueOf(e.getMessage()), e));
            driver.end(new CloseReason(CloseReason.TRANSPORT_LOST, String.valueOf(e.getMessage()), false));
        }
    }

    @Override
    public void message(WampMessage message) {
        if (message instanceof Welcome welcome) {
            welcome(welcome);
        } else if (message instanceof Challenge challenge) {
            challenge(challenge);
        } else if (message instanceof Abort abort) {
            refused(abort.reason(), abort.details().message(), arguments(abort.payload()));
        } else if (message instanceof Goodbye goodbye) {
            refused(goodbye.reason(), goodbye.details().message(), Arguments.EMPTY);
        } else {
            violation(message, "WELCOME, CHALLENGE or ABORT"); // PV-3
        }
    }

    private void challenge(Challenge challenge) {
        AuthenticationAttempt attempt = offered.get(challenge.authmethod());
        if (attempt == null) {
            // AUT-12: a router that challenges for a method that was not offered may be trying to get a secret.
            joining.failed(new JoinRefused(
                    ErrorUris.NO_MATCHING_AUTH_METHOD,
                    "challenged for " + challenge.authmethod() + ", which was not offered"));
            driver.abort(ErrorUris.NO_MATCHING_AUTH_METHOD, "method not offered: " + challenge.authmethod(), true);
        } else if (answering || welcomed) {
            violation(challenge, "one challenge at a time");
        } else if (SENDING_SECRETS.contains(challenge.authmethod())
                && !settings.ticketsInClear()
                && !driver.connection().isPrivate()) {
            String message = "found a challenge for " + challenge.authmethod()
                    + " over an unencrypted connection to another machine"
                    + " (expected TLS, or a client that allows tickets in clear)";
            joining.failed(new JoinRefused(ErrorUris.AUTHENTICATION_DENIED, message));
            driver.abort(ErrorUris.AUTHENTICATION_DENIED, "the client sends no secret in clear", false); // TIC-3
        } else {
            answering = true;
            ask(() -> attempt.answer(challenge), this::authenticate);
        }
    }

    private void authenticate(ChallengeAnswer answer) {
        answering = false;
        write(new Authenticate(answer.signature(), settings.mapper().toWampDictionary(answer.extra())));
    }

    private Arguments arguments(Payload payload) {
        return payload.isEmpty() || payload.isRefused()
                ? Arguments.EMPTY
                : Arguments.of(driver.connection().serializer().values(payload), settings.mapper());
    }

    private void refused(String uri, @Nullable String message, Arguments arguments) {
        String text = message == null ? "" : message;
        joining.failed(new JoinRefused(uri, text, arguments));
        driver.end(new CloseReason(uri, text, true));
    }

    private void violation(WampMessage found, String expected) {
        String message = "found " + found.type() + " (expected " + expected + ")";
        joining.failed(new JoinRefused(ErrorUris.PROTOCOL_VIOLATION, message));
        driver.abort(ErrorUris.PROTOCOL_VIOLATION, message, true);
    }

    private void welcome(Welcome welcome) {
        if (answering || welcomed || request == null || !Ids.isValid(welcome.session())) {
            violation(welcome, "it after HELLO and the answers to all challenges, once");
            return;
        }
        welcomed = true;
        AuthenticationAttempt attempt = attemptOf(welcome.details());
        if (attempt == null) {
            established(welcome);
            return;
        }
        ask(
                () -> {
                    attempt.verify(welcome.details());
                    return CompletableFuture.completedStage(welcome);
                },
                this::established);
    }

    /**
     * Returns the attempt of the method that WELCOME names. If WELCOME names no method and HELLO offered only one
     * method, returns the attempt of that method.
     */
    private @Nullable AuthenticationAttempt attemptOf(WelcomeDetails welcome) {
        String method = welcome.authmethod();
        if (method != null) {
            return offered.get(method);
        }
        return offered.size() == 1 ? offered.values().iterator().next() : null;
    }

    private void established(Welcome welcome) {
        SessionDetails details = details(welcome);
        ClientSession session = new ClientSession(driver, settings, details);
        driver.become(new Established(driver, session, settings));
        joining.joined(session);
    }

    private SessionDetails details(Welcome welcome) {
        WelcomeDetails said = welcome.details();
        String asked = request == null ? "" : request.realm().orElse("");
        return new SessionDetails(
                welcome.session(),
                orElse(said.realm(), asked),
                orElse(said.authid(), ""),
                orElse(said.authrole(), ""),
                orElse(said.authmethod(), ""),
                orElse(said.authprovider(), ""),
                said.authextra(),
                said.roles(),
                orElse(said.agent(), ""));
    }

    private static String orElse(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }

    /** Fails the join, because the connection has ended before there was a session. */
    @Override
    public void ended(CloseReason reason) {
        joining.failed(new ConnectFailed("the connection was lost before WELCOME: " + reason.message()));
    }
}
