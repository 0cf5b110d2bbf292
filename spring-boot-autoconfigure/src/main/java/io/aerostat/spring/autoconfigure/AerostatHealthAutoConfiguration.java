package io.aerostat.spring.autoconfigure;

import io.aerostat.spring.client.SessionLifecycle;
import io.aerostat.spring.health.WampHealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Reports the health of the session as {@code wamp}, if the application reports its health. */
@AutoConfiguration(after = AerostatClientAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(SessionLifecycle.class)
@ConditionalOnEnabledHealthIndicator("wamp")
public final class AerostatHealthAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean(name = "wampHealthIndicator")
    WampHealthIndicator wampHealthIndicator(SessionLifecycle session) {
        return new WampHealthIndicator(session);
    }
}
