package io.aerostat.router.authentication;

import java.util.concurrent.Executor;

/** Makes an authentication method when its listener opens. */
@FunctionalInterface
public interface MethodProvider {
    /**
     * Makes the method. May block.
     *
     * @throws RuntimeException if the method cannot be used; opening the listener fails with this exception
     */
    AuthenticationMethod open(Surroundings surroundings);

    /**
     * The objects that a router gives to its authentication methods.
     *
     * @param slowCrypto runs cryptography that takes too long for an event loop
     * @param denial the refusal of wrong credentials
     * @param secretsInClear whether secrets are accepted over unencrypted connections from other machines (TIC-3)
     */
    record Surroundings(Executor slowCrypto, Denial denial, boolean secretsInClear) {}
}
