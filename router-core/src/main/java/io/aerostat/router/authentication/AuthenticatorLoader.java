package io.aerostat.router.authentication;

/** Makes authenticators from their class names. */
@FunctionalInterface
public interface AuthenticatorLoader {
    /** A loader that refuses every class. */
    AuthenticatorLoader NONE = config -> {
        throw new IllegalArgumentException(config.method() + " authentication: found class " + config.classname()
                + " (expected an AuthenticatorLoader for this router, which makes its objects)");
    };

    /**
     * Makes the authenticator of a class. May block.
     *
     * @throws RuntimeException if the class cannot be used; opening the listener fails with this exception
     */
    AuthenticatorFunction load(AuthenticationOptions.FunctionClass config);
}
