package io.aerostat.spring.autoconfigure;

import io.aerostat.client.Client;
import io.aerostat.spring.WampClientCustomizer;
import io.aerostat.spring.observation.ObservationTracing;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Observes calls, invocations, publications and events, if there is a registry of observations. */
@AutoConfiguration(
        before = AerostatClientAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass({ObservationRegistry.class, Client.class})
@ConditionalOnBean(ObservationRegistry.class)
public final class AerostatObservationAutoConfiguration {
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    WampClientCustomizer wampObservationCustomizer(ObservationRegistry registry) {
        return client -> client.tracing(new ObservationTracing(registry));
    }
}
