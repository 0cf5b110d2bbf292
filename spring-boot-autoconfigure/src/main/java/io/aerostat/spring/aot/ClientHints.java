package io.aerostat.spring.aot;

import io.aerostat.spring.contract.ContractClientFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.support.RegisteredBean;

/** Registers the contract of each client, and the proxy that implements the contract. */
final class ClientHints implements BeanRegistrationAotProcessor {
    @Override
    public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean registered) {
        if (!ContractClientFactory.class.isAssignableFrom(registered.getBeanClass())) {
            return null;
        }
        Class<?> contract =
                registered.getBeanType().as(FactoryBean.class).getGeneric(0).toClass();
        return (generation, code) -> {
            generation.getRuntimeHints().proxies().registerJdkProxy(contract);
            new MethodHints(generation.getRuntimeHints().reflection()).addContract(contract);
        };
    }
}
