package io.aerostat.router.authentication.account;

import io.aerostat.router.authentication.Account;
import io.aerostat.router.authentication.AuthenticationRequest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A fixed set of accounts, by authid. */
public final class StaticAccounts<C> implements AccountSource<C> {
    private final Map<String, Account<C>> accounts;
    private final boolean assignsRealms;

    public StaticAccounts(Map<String, Account<C>> accounts) {
        this.accounts = Map.copyOf(accounts);
        this.assignsRealms = accounts.values().stream().anyMatch(account -> account.realm() != null);
    }

    @Override
    public String provider() {
        return "static";
    }

    @Override
    public boolean assignsRealms() {
        return assignsRealms;
    }

    @Override
    public CompletionStage<Optional<Account<C>>> find(String method, AuthenticationRequest request) {
        String authid = request.details().authid();
        return CompletableFuture.completedFuture(Optional.ofNullable(authid == null ? null : accounts.get(authid)));
    }
}
