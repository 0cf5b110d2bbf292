package io.aerostat.jwt;

import io.aerostat.router.authentication.AuthenticationMethod;
import io.aerostat.router.authentication.AuthenticationRequest;
import io.aerostat.router.authentication.AuthenticationStep;
import io.aerostat.router.authentication.AuthenticationStep.Challenged;
import io.aerostat.router.authentication.AuthenticationStep.Granted;
import io.aerostat.router.authentication.MethodProvider.Surroundings;
import io.aerostat.router.authentication.Validity;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Authentication by a signed token, which a client sends only over a connection that others cannot read. */
final class JwtAuthentication implements AuthenticationMethod {
    /**
     * The deadline of a check exceeds the fetch timeout by this margin, so that a slow fetch fails before the check
     * does.
     */
    private static final Duration CHECK_MARGIN = Duration.ofMillis(500);

    private final KeySource keys;
    private final TokenCheck check;
    private final Surroundings surroundings;
    private final Duration patience;
    private final boolean assignsRealms;

    JwtAuthentication(JwtOptions options, KeySource keys, TokenCheck check, Surroundings surroundings) {
        this.keys = keys;
        this.check = check;
        this.surroundings = surroundings;
        this.patience =
                options.keys() instanceof JwtKeys.KeyUrl url ? url.timeout().plus(CHECK_MARGIN) : Duration.ZERO;
        this.assignsRealms = options.claims().realm().isPresent();
    }

    /**
     * Opens the source of keys. Blocks if the keys are in a file.
     *
     * @throws IllegalArgumentException if the file is not a key set
     */
    static JwtAuthentication open(JwtOptions options, Surroundings surroundings) {
        return new JwtAuthentication(
                options,
                options.keys().accept(new Sources(surroundings)),
                new TokenCheck(options, Instant::now),
                surroundings);
    }

    @Override
    public String name() {
        return Jwt.METHOD;
    }

    @Override
    public Duration patience() {
        return patience;
    }

    @Override
    public boolean assignsRealms() {
        return assignsRealms;
    }

    @Override
    public CompletionStage<AuthenticationStep> begin(AuthenticationRequest request) {
        if (!surroundings.secretsInClear() && !request.transport().isPrivate()) {
            // Refuse before the challenge, so that the client never sends the token in the clear.
            return CompletableFuture.completedFuture(surroundings
                    .denial()
                    .because("found jwt authentication over an unencrypted connection (expected TLS, or a local "
                            + "connection)"));
        }
        return CompletableFuture.completedFuture(new Challenged(Map.of(), answer -> verify(answer.signature())));
    }

    private CompletionStage<AuthenticationStep> verify(String token) {
        String keyId;
        try {
            keyId = check.keyId(token);
        } catch (InvalidTokenException e) {
            return CompletableFuture.completedFuture(refused(e));
        }
        return keys.keys(keyId).thenCompose(found -> verify(token, found));
    }

    private CompletionStage<AuthenticationStep> verify(String token, KeySet found) {
        CompletableFuture<AuthenticationStep> step = new CompletableFuture<>();
        try {
            surroundings.slowCrypto().execute(() -> {
                try {
                    step.complete(granted(check.check(token, found)));
                } catch (InvalidTokenException e) {
                    step.complete(refused(e));
                } catch (RuntimeException e) {
                    step.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            step.completeExceptionally(e);
        }
        return step;
    }

    private AuthenticationStep refused(InvalidTokenException e) {
        return surroundings.denial().because(String.valueOf(e.getMessage()));
    }

    private Granted granted(TokenCheck.Identity identity) {
        Map<String, @Nullable Object> extra = new LinkedHashMap<>(identity.extra());
        extra.put("expires_at", identity.until().getEpochSecond());
        return new Granted(
                identity.realm(),
                identity.authid(),
                identity.role(),
                Jwt.METHOD,
                extra,
                new Validity(identity.until(), this::verify));
    }

    /** Opens the source of keys that the options name. */
    private record Sources(Surroundings surroundings) implements JwtKeys.Visitor<KeySource> {
        @Override
        public KeySource secret(JwtKeys.Secret secret) {
            KeySet set = TokenCheck.secret(secret);
            return keyId -> CompletableFuture.completedFuture(set);
        }

        @Override
        public KeySource file(JwtKeys.KeyFile keys) {
            return new FileKeys(keys.file(), surroundings.slowCrypto());
        }

        @Override
        public KeySource url(JwtKeys.KeyUrl keys) {
            return new UrlKeys(keys, new KeyFetch(keys), System::nanoTime);
        }
    }
}
