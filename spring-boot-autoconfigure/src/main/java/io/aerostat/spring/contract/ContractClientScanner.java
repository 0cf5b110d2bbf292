package io.aerostat.spring.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.Environment;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * Registers a bean for each interface with {@link WampClient} in the packages of the application. Spring calls this
 * bean when the application starts, or ahead of time; in the second case, the bean is not part of the generated code.
 */
public final class ContractClientScanner
        implements BeanDefinitionRegistryPostProcessor, BeanFactoryInitializationAotProcessor {
    private final BeanFactory beans;
    private final Environment environment;

    /** Creates a scanner for an application. */
    public ContractClientScanner(BeanFactory beans, Environment environment) {
        this.beans = beans;
        this.environment = environment;
    }

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        List<String> packages = AutoConfigurationPackages.has(beans) ? AutoConfigurationPackages.get(beans) : List.of();
        // With devtools, the loader of this class does not find the reloaded classes of the application.
        ClassLoader loader = beans instanceof ConfigurableBeanFactory factory
                ? factory.getBeanClassLoader()
                : ClassUtils.getDefaultClassLoader();
        Interfaces interfaces = new Interfaces(environment);
        for (String name : packages) {
            for (BeanDefinition found : interfaces.findCandidateComponents(name)) {
                Class<?> contract = ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), loader);
                ContractClientRegistrar.register(contract, registry);
            }
        }
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory factory) {
        // all beans are registered above
    }

    /** Returns null, because the beans that this bean has registered contribute code themselves. */
    @Override
    public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
            ConfigurableListableBeanFactory factory) {
        return null;
    }

    /** Finds interfaces, which Spring's scanner leaves out by default. */
    private static final class Interfaces extends ClassPathScanningCandidateComponentProvider {
        Interfaces(Environment environment) {
            super(false, environment);
            addIncludeFilter(new AnnotationTypeFilter(WampClient.class, true, true));
        }

        @Override
        protected boolean isCandidateComponent(AnnotatedBeanDefinition definition) {
            return definition.getMetadata().isInterface()
                    && definition.getMetadata().isIndependent();
        }
    }
}
