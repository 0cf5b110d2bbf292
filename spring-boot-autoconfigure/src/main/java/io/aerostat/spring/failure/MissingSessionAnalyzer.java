package io.aerostat.spring.failure;

import io.aerostat.client.annotation.Contract;
import io.aerostat.spring.WampOperations;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** Explains why there is no {@link WampOperations} or no client of a contract to inject. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class MissingSessionAnalyzer extends AbstractFailureAnalyzer<NoSuchBeanDefinitionException> {
    private final boolean enabled;

    MissingSessionAnalyzer(Environment environment) {
        this.enabled = environment.getProperty("aerostat.client.enabled", Boolean.class, true);
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause) {
        Class<?> type = cause.getBeanType();
        if (type == null || cause instanceof NoUniqueBeanDefinitionException) {
            return null;
        }
        boolean isContract = type.isAnnotationPresent(Contract.class);
        if (!isContract && !WampOperations.class.equals(type)) {
            return null;
        }
        if (!enabled) {
            return new FailureAnalysis(
                    "A bean needs " + type.getName() + ", but aerostat.client.enabled is false.",
                    "Remove aerostat.client.enabled=false, or leave out the bean that needs the session.",
                    cause);
        }
        if (isContract) {
            return new FailureAnalysis(
                    "A bean needs the contract " + type.getName() + ", but the application has no such client.",
                    "Annotate the interface with @WampClient and keep it in a package of the application, or name it in"
                            + " @ImportWampClients. " + Mistakes.SET_THE_URL,
                    cause);
        }
        return new FailureAnalysis(
                "A bean needs WampOperations, but the application has no session: " + Mistakes.MISSING_URL,
                Mistakes.SET_THE_URL,
                cause);
    }
}
