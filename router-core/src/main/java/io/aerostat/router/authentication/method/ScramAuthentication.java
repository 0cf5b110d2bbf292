package io.aerostat.router.authentication.method;

import io.aerostat.protocol.authentication.ChannelBinding;
import io.aerostat.protocol.authentication.scram.ScramCredential;
import io.aerostat.protocol.authentication.scram.ScramDialect;
import io.aerostat.protocol.authentication.scram.ScramError;
import io.aerostat.protocol.authentication.scram.ScramServer;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.message.Authenticate;
import io.aerostat.router.authentication.Account;
import io.aerostat.router.authentication.AuthenticationMethod;
import io.aerostat.router.authentication.AuthenticationRequest;
import io.aerostat.router.authentication.AuthenticationStep;
import io.aerostat.router.authentication.AuthenticationStep.Challenged;
import io.aerostat.router.authentication.AuthenticationStep.Granted;
import io.aerostat.router.authentication.AuthenticationStep.Refused;
import io.aerostat.router.authentication.Denial;
import io.aerostat.router.authentication.account.AccountSource;
import io.aerostat.router.authentication.account.RefusedException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * SCRAM in one of its two dialects ({@code wamp-scram}, or Crossbar.io's {@code scram}). Neither side learns the
 * other's secret.
 */
final class ScramAuthentication implements AuthenticationMethod {
    private final ScramDialect dialect;
    private final AccountSource<ScramCredential> accounts;
    private final Function<String, ScramCredential> mocks;
    private final Denial denial;

    /**
     * Creates the method.
     *
     * @param mocks returns the credential for an authid that does not exist; always the same credential for the same
     *     authid (SCR-12)
     */
    ScramAuthentication(
            ScramDialect dialect,
            AccountSource<ScramCredential> accounts,
            Function<String, ScramCredential> mocks,
            Denial denial) {
        this.dialect = dialect;
        this.accounts = accounts;
        this.mocks = mocks;
        this.denial = denial;
    }

    @Override
    public String name() {
        return dialect.method();
    }

    @Override
    public boolean assignsRealms() {
        return accounts.assignsRealms();
    }

    @Override
    public CompletionStage<AuthenticationStep> begin(AuthenticationRequest request) {
        String authid = request.details().authid();
        if (authid == null || authid.isEmpty()) {
            return CompletableFuture.completedFuture(
                    denial.because("no authid given (expected one for " + name() + ")"));
        }
        return RefusedException.recover(
                accounts.find(name(), request).thenApply(account -> challenge(request, authid, account)));
    }

    private AuthenticationStep challenge(
            AuthenticationRequest request, String authid, Optional<Account<ScramCredential>> account) {
        Map<String, @Nullable Object> authextra = request.details().authextra();
        try {
            Optional<String> wish = ScramServer.requestedBinding(authextra);
            Optional<ChannelBinding> binding = BindingWish.grant(wish, request);
            if (wish.isPresent() && binding.isEmpty()) {
                return BindingWish.refuse(wish.get(), denial); // SCR-2
            }
            ScramCredential credential = account.map(Account::credential).orElseGet(() -> mocks.apply(authid));
            ScramServer server = ScramServer.begin(dialect, authid, authextra, credential, binding.orElse(null));
            return new Challenged(
                    server.challenge(), answer -> CompletableFuture.completedFuture(verify(server, account, answer)));
        } catch (ProtocolViolation e) {
            return denial.because(String.valueOf(e.getMessage()));
        }
    }

    private AuthenticationStep verify(
            ScramServer server, Optional<Account<ScramCredential>> account, Authenticate answer) {
        Optional<ScramError> error = server.check(answer);
        if (error.isPresent() || account.isEmpty()) {
            String told = error.orElse(ScramError.INVALID_PROOF).wire();
            return new Refused(denial.reason(), "SCRAM authentication failed: " + told, told); // SCR-13
        }
        Granted granted = account.get().granted(accounts.provider());
        Map<String, @Nullable Object> extra = new LinkedHashMap<>(granted.extra());
        extra.put("verifier", server.verifier()); // SCR-7
        extra.put("scram_server_signature", server.verifier()); // the name that Crossbar.io uses (SCR-15)
        return new Granted(granted.realm(), granted.authid(), granted.authrole(), granted.authprovider(), extra);
    }
}
