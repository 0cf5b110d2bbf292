package io.aerostat.router.authentication.method;

import io.aerostat.protocol.authentication.ChannelBinding;
import io.aerostat.protocol.authentication.Cryptosign;
import io.aerostat.protocol.authentication.CryptosignKey;
import io.aerostat.protocol.authentication.CryptosignServer;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.message.Authenticate;
import io.aerostat.router.authentication.Account;
import io.aerostat.router.authentication.AuthenticationMethod;
import io.aerostat.router.authentication.AuthenticationRequest;
import io.aerostat.router.authentication.AuthenticationStep;
import io.aerostat.router.authentication.AuthenticationStep.Challenged;
import io.aerostat.router.authentication.Denial;
import io.aerostat.router.authentication.account.AccountSource;
import io.aerostat.router.authentication.account.RefusedException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Cryptosign: the client signs a challenge with its Ed25519 key ({@code cryptosign}; CRY-1 to CRY-12). An account's
 * credential is the set of public keys that may sign for it. A client with an unknown key also gets a challenge, and is
 * refused afterwards (AUT-6).
 */
final class CryptosignAuthentication implements AuthenticationMethod {
    private final AccountSource<Set<String>> accounts;
    private final @Nullable CryptosignKey routerKey;
    private final Denial denial;
    private final SignatureCheck checks;

    /**
     * @param routerKey the key with which the router proves its identity to clients that request this proof (CRY-9), or
     *     null
     * @param checks runs each signature check on a suitable thread
     */
    CryptosignAuthentication(
            AccountSource<Set<String>> accounts,
            @Nullable CryptosignKey routerKey,
            Denial denial,
            SignatureCheck checks) {
        this.accounts = accounts;
        this.routerKey = routerKey;
        this.denial = denial;
        this.checks = checks;
    }

    @Override
    public String name() {
        return Cryptosign.METHOD;
    }

    @Override
    public boolean assignsRealms() {
        return accounts.assignsRealms();
    }

    @Override
    public CompletionStage<AuthenticationStep> begin(AuthenticationRequest request) {
        Map<String, @Nullable Object> authextra = request.details().authextra();
        try {
            Optional<String> wish = CryptosignServer.requestedBinding(authextra);
            Optional<ChannelBinding> binding =
                    BindingWish.grant(wish.filter(BindingWish::isKnownToCryptosign), request);
            if (wish.isPresent() && binding.isEmpty()) {
                // CRY-7: refuse, as Crossbar.io does. Without the refusal, a client that does not check the granted
                // binding would believe that its session is bound.
                return CompletableFuture.completedFuture(BindingWish.refuse(wish.get(), denial));
            }
            CryptosignServer server = CryptosignServer.begin(authextra, binding.orElse(null));
            return RefusedException.recover(
                    accounts.find(Cryptosign.METHOD, request).thenApply(account -> challenge(server, account)));
        } catch (ProtocolViolation e) {
            return CompletableFuture.completedFuture(denial.because(String.valueOf(e.getMessage())));
        }
    }

    private AuthenticationStep challenge(CryptosignServer server, Optional<Account<Set<String>>> account) {
        return new Challenged(server.challenge(routerKey), answer -> checks.run(() -> verify(server, account, answer)));
    }

    private AuthenticationStep verify(
            CryptosignServer server, Optional<Account<Set<String>>> account, Authenticate answer) {
        Optional<String> failure = server.check(answer.signature());
        boolean known = account.isPresent() && account.get().credential().contains(server.publicKey()); // CRY-6
        return failure.isEmpty() && known
                ? account.get().granted(accounts.provider())
                : denial.because(failure.orElse("the public key is not one of this principal"));
    }
}
