package io.aerostat.router.authorization;

import java.util.Locale;

/** What is authorized (AZN-1). */
public enum Action {
    CALL,
    REGISTER,
    PUBLISH,
    SUBSCRIBE;

    /** As in configurations and in the argument of a dynamic authorizer: {@code call}, {@code register} … */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
