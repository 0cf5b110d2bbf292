package io.aerostat.router.authentication.method;

import io.aerostat.protocol.authentication.KeyDerivation;
import io.aerostat.protocol.authentication.WampCra;
import io.aerostat.protocol.authentication.WampCraChallenge;
import io.aerostat.protocol.message.Authenticate;
import io.aerostat.router.authentication.Account;
import io.aerostat.router.authentication.AuthenticationMethod;
import io.aerostat.router.authentication.AuthenticationRequest;
import io.aerostat.router.authentication.AuthenticationStep;
import io.aerostat.router.authentication.AuthenticationStep.Challenged;
import io.aerostat.router.authentication.CraSecret;
import io.aerostat.router.authentication.Denial;
import io.aerostat.router.authentication.account.AccountSource;
import io.aerostat.router.authentication.account.RefusedException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** WAMP-CRA: challenge-response authentication ({@code wampcra}; CRA-1 to CRA-6). */
final class WampCraAuthentication implements AuthenticationMethod {
    private static final String NAME = WampCra.METHOD;

    private final AccountSource<CraSecret> accounts;
    private final MockSecrets mocks;
    private final Denial denial;
    private final Executor slowCrypto;

    /**
     * Creates the method.
     *
     * @param mocks makes the secrets for challenges to unknown authids (CRA-6)
     * @param slowCrypto runs key derivations
     */
    public WampCraAuthentication(
            AccountSource<CraSecret> accounts, MockSecrets mocks, Denial denial, Executor slowCrypto) {
        this.accounts = accounts;
        this.mocks = mocks;
        this.denial = denial;
        this.slowCrypto = slowCrypto;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean assignsRealms() {
        return accounts.assignsRealms();
    }

    @Override
    public CompletionStage<AuthenticationStep> begin(AuthenticationRequest request) {
        String authid = request.details().authid();
        if (authid == null || authid.isEmpty()) {
            return CompletableFuture.completedFuture(denial.because("no authid given (expected one for wampcra)"));
        }
        return RefusedException.recover(
                accounts.find(NAME, request).thenApply(account -> challenge(request, authid, account)));
    }

    private AuthenticationStep challenge(
            AuthenticationRequest request, String authid, Optional<Account<CraSecret>> account) {
        CraSecret secret = account.map(Account::credential).orElseGet(() -> mocks.secretOf(authid));
        String challenge = WampCraChallenge.create(
                        account.map(Account::authid).orElse(authid),
                        account.map(Account::role).orElseGet(mocks::role),
                        accounts.provider(),
                        Instant.now(),
                        request.session())
                .text();
        return new Challenged(
                WampCraChallenge.extra(challenge, secret.salting()),
                answer -> verify(challenge, secret, account, answer));
    }

    private CompletionStage<AuthenticationStep> verify(
            String challenge, CraSecret secret, Optional<Account<CraSecret>> account, Authenticate answer) {
        boolean stored = WampCra.verify(challenge, secret.secret(), answer.signature());
        KeyDerivation salting = secret.salting();
        if (stored || salting == null) {
            return CompletableFuture.completedFuture(outcome(stored, account));
        }
        // The configured secret may be the plain secret even if the client derives a key from it
        // (docs/reference/crossbar.md#wamp-cra).
        return CompletableFuture.supplyAsync(
                () -> outcome(WampCra.verify(challenge, salting.derive(secret.secret()), answer.signature()), account),
                slowCrypto);
    }

    private AuthenticationStep outcome(boolean verified, Optional<Account<CraSecret>> account) {
        return verified && account.isPresent()
                ? account.get().granted(accounts.provider())
                : denial.because("invalid signature: the WAMP-CRA client signature is invalid");
    }
}
