package io.aerostat.spring.autoconfigure;

import io.aerostat.spring.WampConnectionDetails;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;

/** Matches if the application says which router or realm to join. */
final class OnConfiguredSession extends AnyNestedCondition {
    OnConfiguredSession() {
        super(ConfigurationPhase.REGISTER_BEAN);
    }

    @ConditionalOnProperty("aerostat.client.url")
    static final class Url {}

    @ConditionalOnProperty("aerostat.client.realm")
    static final class Realm {}

    @ConditionalOnBean(WampConnectionDetails.class)
    static final class Details {}
}
