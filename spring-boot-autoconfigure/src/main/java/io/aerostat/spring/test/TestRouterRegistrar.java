package io.aerostat.spring.test;

import io.aerostat.client.ClientBuilder;
import io.aerostat.spring.WampConnectionDetails;
import io.aerostat.test.TestRouter;
import io.aerostat.test.TestRouterBuilder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Adds the router of {@link WampTest} to the application context of a test. The definitions have no instance suppliers,
 * which Spring cannot process ahead of time.
 */
final class TestRouterRegistrar implements ImportBeanDefinitionRegistrar {
    @Override
    public void registerBeanDefinitions(AnnotationMetadata test, BeanDefinitionRegistry registry) {
        MergedAnnotation<WampTest> annotation = test.getAnnotations().get(WampTest.class);
        RootBeanDefinition router = new RootBeanDefinition(TestRouterRegistrar.class);
        router.setFactoryMethodName("start");
        addArguments(
                router,
                annotation.getString("realm"),
                annotation.getStringArray("roles"),
                annotation.getBoolean("listens"));
        router.setDestroyMethodName("close");
        registry.registerBeanDefinition("wampTestRouter", router);
        RootBeanDefinition connection = new RootBeanDefinition(TestConnection.class);
        connection.setAutowireMode(AutowireCapableBeanFactory.AUTOWIRE_CONSTRUCTOR);
        addArguments(connection, annotation.getString("role"));
        registry.registerBeanDefinition("wampTestConnectionDetails", connection);
    }

    private static void addArguments(RootBeanDefinition definition, Object... values) {
        for (int i = 0; i < values.length; i++) {
            definition.getConstructorArgumentValues().addIndexedArgumentValue(i, values[i]);
        }
    }

    /** Starts the router. Called by the application context. */
    static TestRouter start(String realm, String[] roles, boolean listens) {
        TestRouterBuilder builder = TestRouter.builder().realm(realm);
        for (String role : roles) {
            builder.role(role);
        }
        return listens ? builder.listening().start() : builder.start();
    }

    /** Lets the application join the router of the test. */
    record TestConnection(String role, ObjectProvider<TestRouter> routers) implements WampConnectionDetails {
        @Override
        public ClientBuilder newClient() {
            return routers.getObject().client(role);
        }

        @Override
        public String router() {
            return "the router of the test";
        }
    }
}
