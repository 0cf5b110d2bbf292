package io.aerostat.spring.contract;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.type.AnnotationMetadata;

/** Registers a bean for each contract of {@link ImportWampClients}. */
public final class ContractClientRegistrar implements ImportBeanDefinitionRegistrar {
    @Override
    public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
        MergedAnnotation<ImportWampClients> annotation =
                importing.getAnnotations().get(ImportWampClients.class);
        for (Class<?> contract : annotation.getClassArray("value")) {
            register(contract, registry);
        }
    }

    static void register(Class<?> contract, BeanDefinitionRegistry registry) {
        String name = contract.getName(); // Spring names imported classes in the same way
        if (registry.containsBeanDefinition(name)) {
            return;
        }
        // The definition has no instance supplier, because Spring cannot process a supplier ahead of time.
        RootBeanDefinition definition = new RootBeanDefinition(ContractClientFactory.class);
        definition.setTargetType(ResolvableType.forClassWithGenerics(ContractClientFactory.class, contract));
        definition.setAttribute(FactoryBean.OBJECT_TYPE_ATTRIBUTE, contract);
        definition.setAutowireMode(AutowireCapableBeanFactory.AUTOWIRE_CONSTRUCTOR);
        definition.getConstructorArgumentValues().addIndexedArgumentValue(0, contract);
        registry.registerBeanDefinition(name, definition);
    }
}
