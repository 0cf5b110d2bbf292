package io.aerostat.spring.autoconfigure;

import io.aerostat.client.Client;
import io.aerostat.client.auth.Authentication;
import io.aerostat.client.binding.ArgumentCheck;
import io.aerostat.client.reconnect.SessionListener;
import io.aerostat.client.value.JacksonMapping;
import io.aerostat.client.value.ObjectMapping;
import io.aerostat.client.value.ValueMapper;
import io.aerostat.spring.WampClientCustomizer;
import io.aerostat.spring.WampConnectionDetails;
import io.aerostat.spring.WampOperations;
import io.aerostat.spring.client.ClientFactory;
import io.aerostat.spring.client.ClientProperties;
import io.aerostat.spring.client.PropertiesConnectionDetails;
import io.aerostat.spring.client.SessionLifecycle;
import io.aerostat.spring.client.SessionOperations;
import io.aerostat.spring.client.SslBundleCustomizer;
import io.aerostat.spring.contract.ContractClientScanner;
import io.aerostat.spring.failure.Mistakes;
import io.aerostat.spring.handler.BeanHandlers;
import io.aerostat.spring.handler.HandlerBeans;
import java.util.List;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnThreading;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.thread.Threading;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import tools.jackson.databind.json.JsonMapper;

/** Joins a realm if the properties, an embedded router or a bean with connection details determine the realm. */
@AutoConfiguration(
        after = AerostatRouterAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration",
            "org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration"
        })
@ConditionalOnClass(Client.class)
@ConditionalOnBooleanProperty(name = "aerostat.client.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ClientProperties.class)
public final class AerostatClientAutoConfiguration {
    /** Fails the start if beans have procedures or listeners, but the application does not say which realm to join. */
    @Bean
    static SmartInitializingSingleton wampHandlersWithoutSession(ConfigurableListableBeanFactory beans) {
        return () -> {
            if (beans.getBeanNamesForType(SessionLifecycle.class, false, false).length > 0) {
                return; // the session finds the beans itself
            }
            List<String> names = HandlerBeans.names(beans);
            if (!names.isEmpty()) {
                throw Mistakes.missingUrl("these beans have procedures or listeners: " + String.join(", ", names));
            }
        };
    }

    /** The session of an application that says which realm to join. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(OnConfiguredSession.class)
    static class Configured {
        @Bean
        @ConditionalOnMissingBean(WampConnectionDetails.class)
        PropertiesConnectionDetails wampConnectionDetails(ClientProperties properties) {
            return new PropertiesConnectionDetails(properties);
        }

        @Bean
        static ContractClientScanner wampContractClients(BeanFactory beans, Environment environment) {
            return new ContractClientScanner(beans, environment);
        }

        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        WampClientCustomizer wampValuesCustomizer(
                ObjectProvider<ObjectMapping> mapping,
                ObjectProvider<JsonMapper> mapper,
                ObjectProvider<Authentication> authentications) {
            return client -> {
                client.objectMapping(mapping(mapping, mapper));
                authentications.orderedStream().forEach(client::authentication);
            };
        }

        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        SslBundleCustomizer wampSslCustomizer(ClientProperties properties, ObjectProvider<SslBundles> bundles) {
            return new SslBundleCustomizer(properties, bundles);
        }

        @Bean
        @ConditionalOnThreading(Threading.VIRTUAL)
        @Order(Ordered.HIGHEST_PRECEDENCE)
        WampClientCustomizer wampVirtualThreadsCustomizer() {
            return client -> client.executor(new VirtualThreadTaskExecutor("wamp-"));
        }

        @Bean
        @ConditionalOnMissingBean
        BeanHandlers wampHandlers(
                ConfigurableListableBeanFactory beans,
                ObjectProvider<ObjectMapping> mapping,
                ObjectProvider<JsonMapper> mapper,
                ObjectProvider<ArgumentCheck> check) {
            return new BeanHandlers(
                    beans, new ValueMapper(mapping(mapping, mapper)), check.getIfUnique(() -> ArgumentCheck.NONE));
        }

        /** Returns the rules that the session and its handlers share. */
        private static ObjectMapping mapping(ObjectProvider<ObjectMapping> mapping, ObjectProvider<JsonMapper> mapper) {
            ObjectMapping own = mapping.getIfUnique();
            JsonMapper unique = mapper.getIfUnique();
            return own != null ? own : unique != null ? JacksonMapping.of(unique) : JacksonMapping.DEFAULT;
        }

        @Bean
        @ConditionalOnMissingBean
        SessionLifecycle wampSession(
                WampConnectionDetails connection,
                ClientProperties properties,
                ObjectProvider<WampClientCustomizer> customizers,
                ObjectProvider<SessionListener> listeners,
                BeanHandlers handlers) {
            ClientFactory clients = new ClientFactory(
                    connection,
                    properties,
                    customizers.orderedStream().toList(),
                    listeners.orderedStream().toList());
            return new SessionLifecycle(clients, handlers);
        }

        @Bean
        @ConditionalOnMissingBean(WampOperations.class)
        SessionOperations wampOperations(ObjectProvider<SessionLifecycle> session, ClientProperties properties) {
            return new SessionOperations(() -> session.getObject().session(), properties.requestTimeout());
        }
    }
}
