package io.aerostat.router.authentication;

/** Makes authenticators from the names of their classes. */
@FunctionalInterface
public interface AuthenticatorLoader {
    /** Refuses every class. */
    AuthenticatorLoader NONE = config -> {
        throw new IllegalArgumentException(config.method() + " authentication: found class " + config.classname()
                + " (expected an AuthenticatorLoader for this router, which makes its objects)");
    };

    /**
     * Makes an object. May block.
     *
     * @throws RuntimeException if the class cannot be used; listening fails with it
     */
    AuthenticatorFunction load(AuthenticationOptions.FunctionClass config);
}
