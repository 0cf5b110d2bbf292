package io.aerostat.router.authorization;

import java.util.Locale;

/** An action that needs authorization (AZN-1). */
public enum Action {
    CALL,
    REGISTER,
    PUBLISH,
    SUBSCRIBE;

    /**
     * Returns the name in configurations and in the arguments of a dynamic authorizer, such as {@code call} or
     * {@code register}.
     */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
