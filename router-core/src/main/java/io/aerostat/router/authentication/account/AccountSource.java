package io.aerostat.router.authentication.account;

import io.aerostat.router.authentication.Account;
import io.aerostat.router.authentication.AuthenticationRequest;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Finds the accounts of an authentication method. */
public interface AccountSource<C> {
    /** Returns the {@code authprovider} of sessions with these accounts, such as {@code static} or {@code dynamic}. */
    String provider();

    /**
     * Finds the account of a client; empty if there is none. Fails with {@link RefusedException} if the source itself
     * refuses the client.
     *
     * @param method the name of the authentication method that asks
     */
    CompletionStage<Optional<Account<C>>> find(String method, AuthenticationRequest request);

    default boolean assignsRealms() {
        return false;
    }
}
