package io.aerostat.spring.autoconfigure;

import io.aerostat.router.Router;
import io.aerostat.spring.WampConnectionDetails;
import io.aerostat.spring.WampRouterCustomizer;
import io.aerostat.spring.client.ClientProperties;
import io.aerostat.spring.failure.WampStartFailed;
import io.aerostat.spring.router.EmbeddedConnectionDetails;
import io.aerostat.spring.router.RouterLifecycle;
import io.aerostat.spring.router.RouterProperties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Runs a router in the application if {@code aerostat.router.enabled} is true. */
@AutoConfiguration
@ConditionalOnBooleanProperty("aerostat.router.enabled")
public final class AerostatRouterAutoConfiguration {
    /** The router. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Router.class)
    @EnableConfigurationProperties({RouterProperties.class, ClientProperties.class})
    static class Embedded {
        @Bean
        @ConditionalOnMissingBean
        RouterLifecycle wampRouter(RouterProperties properties, ObjectProvider<WampRouterCustomizer> customizers) {
            return new RouterLifecycle(properties, customizers.orderedStream().toList());
        }

        /** A URL in the properties takes precedence; the session then joins another router. */
        @Bean
        @ConditionalOnMissingBean(WampConnectionDetails.class)
        @Conditional(OnNoUrl.class)
        EmbeddedConnectionDetails embeddedWampConnectionDetails(
                RouterLifecycle router, RouterProperties properties, ClientProperties client) {
            return new EmbeddedConnectionDetails(router, properties, client);
        }
    }

    /** Fails the start if {@code aerostat.router.enabled} is true, but the router's library is missing. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass("io.aerostat.router.Router")
    static class Missing {
        @Bean
        static SmartInitializingSingleton missingWampRouter() {
            return () -> {
                throw new WampStartFailed(
                        "aerostat.router.enabled is true, but the router's library is not on the class path",
                        "Add the dependency io.aerostat:router-core, or remove aerostat.router.enabled.",
                        null);
            };
        }
    }
}
