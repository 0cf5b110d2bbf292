package io.aerostat.client.auth;

import io.aerostat.client.error.JoinRefused;
import io.aerostat.protocol.authentication.CryptosignKey;
import io.aerostat.protocol.authentication.WampCra;
import io.aerostat.protocol.authentication.scram.ScramDialect;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.message.Challenge;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Creates the authentication methods that this client supports. */
public final class Authentications {
    private Authentications() {}

    /** Returns an authentication without any proof of identity (ANO-1). */
    public static Authentication anonymous() {
        return answeredBy("anonymous", challenge -> {
            throw new IllegalStateException("found a challenge for anonymous (expected WELCOME)");
        });
    }

    /** Returns an authentication by a secret that is sent in plain text (TIC-1). */
    public static Authentication ticket(String authid, String ticket) {
        return named("ticket", authid, challenge -> CompletableFuture.completedStage(ChallengeAnswer.of(ticket)));
    }

    /**
     * Returns an authentication of the method {@code jwt}: a signed token that is sent in plain text.
     *
     * @param tokens returns a token for each attempt to join; called on the client's executor, where it may block. A
     *     session ends when its token expires, unless the client has called {@code wamp.session.renew_token} with a
     *     fresh token. A client that reconnects gets another token from the supplier.
     */
    public static Authentication jwt(Supplier<String> tokens) {
        return answeredBy("jwt", challenge -> CompletableFuture.completedStage(ChallengeAnswer.of(tokens.get())));
    }

    /**
     * Returns an authentication by a secret that signs a challenge and is never sent; the secret is salted if the
     * router requests it (CRA-2, CRA-3).
     */
    public static Authentication wampCra(String authid, String secret) {
        return named(
                WampCra.METHOD,
                authid,
                challenge -> CompletableFuture.completedStage(wampCraAnswer(challenge, secret)));
    }

    /**
     * Returns the answer to a WAMP-CRA challenge. Slow if the secret is salted.
     *
     * @throws JoinRefused if the challenge is malformed, or if its key derivation would take too long (CRA-8)
     */
    public static ChallengeAnswer wampCraAnswer(Challenge challenge, String secret) {
        try {
            return ChallengeAnswer.of(WampCra.answer(challenge.extra(), secret));
        } catch (ProtocolViolation e) {
            throw new JoinRefused(ErrorUris.PROTOCOL_VIOLATION, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Returns an authentication by a password that neither side sends: client and router each prove that they know the
     * password. If the router's proof fails, the client ends the join (SCR-7).
     *
     * @throws IllegalArgumentException if the authid or password has characters that SASLprep prohibits (SCR-9)
     */
    public static Authentication scram(String authid, String password) {
        return new ScramAuthentication(ScramDialect.SPECIFICATION, authid, password, ChannelBound.NOT);
    }

    /**
     * Does the same as {@link #scram(String, String)}, in the dialect of Crossbar.io and Autobahn|Python, whose
     * authentication method is named {@code scram}. Accounts for this dialect are made with
     * {@code autobahn.wamp.auth.derive_scram_credential}. Offer only one of the two dialects.
     */
    public static Authentication crossbarScram(String authid, String password) {
        return new ScramAuthentication(ScramDialect.CROSSBAR, authid, password, ChannelBound.NOT);
    }

    /** Returns an authentication by an Ed25519 key; the router finds the account to which the key belongs (CRY-2). */
    public static Authentication cryptosign(CryptosignKey key) {
        return new CryptosignAuthentication(Optional.empty(), key, Optional.empty(), ChannelBound.NOT);
    }

    /** Returns an authentication by an Ed25519 key of this authid. */
    public static Authentication cryptosign(String authid, CryptosignKey key) {
        return new CryptosignAuthentication(Optional.of(authid), key, Optional.empty(), ChannelBound.NOT);
    }

    /**
     * Does the same as {@link #cryptosign(CryptosignKey)}, but the router must first prove that it owns its key
     * (CRY-9).
     *
     * @param routerKey 64 hexadecimal digits
     */
    public static Authentication cryptosignMutually(CryptosignKey key, String routerKey) {
        return new CryptosignAuthentication(Optional.empty(), key, Optional.of(routerKey), ChannelBound.NOT);
    }

    /**
     * Binds an authentication of this class to the TLS connection: the join fails unless client and router are the two
     * ends of the same connection.
     *
     * @param authentication SCRAM or cryptosign
     * @param channelBinding {@code tls-server-end-point} for SCRAM (SCR-14), or {@code tls-exporter} for SCRAM and
     *     cryptosign; {@code tls-exporter} needs Java 25 at both ends (CRY-7)
     * @throws IllegalArgumentException if the method cannot be bound
     */
    public static Authentication bound(Authentication authentication, String channelBinding) {
        return bound(authentication, new ChannelBound(channelBinding, true));
    }

    /**
     * Does the same as {@link #bound(Authentication, String)}, but accepts an unbound session in two cases: this end
     * does not have the binding, or the challenge of a cryptosign router says that the router does not support the
     * binding. The join still fails at a router that refuses a binding that it does not support, as most routers do,
     * among them Aerostat and Crossbar.io.
     */
    public static Authentication boundIfPossible(Authentication authentication, String channelBinding) {
        return bound(authentication, new ChannelBound(channelBinding, false));
    }

    private static Authentication bound(Authentication authentication, ChannelBound bound) {
        if (authentication instanceof ScramAuthentication scram) {
            return scram.bound(bound);
        }
        if (authentication instanceof CryptosignAuthentication cryptosign) {
            return new CryptosignAuthentication(cryptosign.authid(), cryptosign.key(), cryptosign.routerKey(), bound);
        }
        throw new IllegalArgumentException(
                "channel binding: found method " + authentication.method() + " (expected SCRAM or cryptosign)");
    }

    /** Returns an authentication whose challenges the handler answers (CRA-7). */
    public static Authentication answeredBy(String method, ChallengeHandler handler) {
        return new Answered(method, Optional.empty(), handler);
    }

    /** Does the same as {@link #answeredBy}, with this authid. */
    public static Authentication named(String method, String authid, ChallengeHandler handler) {
        return new Answered(method, Optional.of(authid), handler);
    }

    private record Answered(String method, Optional<String> authid, ChallengeHandler handler)
            implements Authentication, AuthenticationAttempt {
        @Override
        public AuthenticationAttempt begin() {
            return this;
        }

        @Override
        public CompletionStage<ChallengeAnswer> answer(Challenge challenge) {
            try {
                return handler.answer(challenge);
            } catch (Exception e) {
                return CompletableFuture.failedStage(e);
            }
        }

        /** Leaves out the handler, which may hold secrets. */
        @Override
        public String toString() {
            return "Authentication[" + method + "]";
        }
    }
}
