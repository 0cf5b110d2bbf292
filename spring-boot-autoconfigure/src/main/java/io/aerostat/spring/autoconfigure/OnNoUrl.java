package io.aerostat.spring.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;

/** Matches if no property names the URL of a router. */
final class OnNoUrl extends NoneNestedConditions {
    OnNoUrl() {
        super(ConfigurationPhase.REGISTER_BEAN);
    }

    @ConditionalOnProperty("aerostat.client.url")
    static final class Url {}
}
