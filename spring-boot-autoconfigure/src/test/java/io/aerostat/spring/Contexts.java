package io.aerostat.spring;

import io.aerostat.spring.autoconfigure.AerostatClientAutoConfiguration;
import io.aerostat.spring.autoconfigure.AerostatHealthAutoConfiguration;
import io.aerostat.spring.autoconfigure.AerostatObservationAutoConfiguration;
import io.aerostat.spring.autoconfigure.AerostatRouterAutoConfiguration;
import io.aerostat.spring.autoconfigure.AerostatValidationAutoConfiguration;
import io.aerostat.test.TestRouter;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;

/** Makes application contexts with the auto-configuration of this module. */
final class Contexts {
    private Contexts() {}

    /** Returns a context that has no router. */
    static ApplicationContextRunner plain() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        AerostatClientAutoConfiguration.class,
                        AerostatHealthAutoConfiguration.class,
                        AerostatObservationAutoConfiguration.class,
                        AerostatRouterAutoConfiguration.class,
                        AerostatValidationAutoConfiguration.class,
                        JacksonAutoConfiguration.class,
                        PropertyPlaceholderAutoConfiguration.class,
                        ValidationAutoConfiguration.class));
    }

    /** Returns a context whose session has this role at a router. */
    static ApplicationContextRunner at(TestRouter router, String role) {
        return plain().withBean(WampConnectionDetails.class, () -> () -> router.client(role));
    }

    /** Returns a context whose session has the default role at a router. */
    static ApplicationContextRunner at(TestRouter router) {
        return at(router, TestRouter.DEFAULT_ROLE);
    }
}
