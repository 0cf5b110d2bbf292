package io.aerostat.router.authentication.account;

import io.aerostat.router.authentication.Account;
import io.aerostat.router.authentication.AuthenticationRequest;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Where a method finds its accounts. */
public interface AccountSource<C> {
    /** The {@code authprovider} of sessions that are found here: {@code static}, {@code dynamic} … */
    String provider();

    /**
     * Looks up who asks. Empty if there is no such account. Fails with {@link RefusedException} if the source itself refuses.
     *
     * @param method the name of the asking method
     */
    CompletionStage<Optional<Account<C>>> find(String method, AuthenticationRequest request);

    default boolean assignsRealms() {
        return false;
    }
}
