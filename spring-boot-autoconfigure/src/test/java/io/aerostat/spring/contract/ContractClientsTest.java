package io.aerostat.spring.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.client.annotation.Contract;
import io.aerostat.client.annotation.Procedure;
import io.aerostat.client.session.Session;
import io.aerostat.spring.WampConnectionDetails;
import io.aerostat.spring.autoconfigure.AerostatClientAutoConfiguration;
import io.aerostat.test.TestRouter;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

/** Tests contracts as beans. */
class ContractClientsTest {
    @Contract("com.balloon")
    public interface Balloon {
        @Procedure("pop")
        String pop(int times);
    }

    @WampClient
    @Contract("com.balloon")
    interface FoundBalloon {
        @Procedure("pop")
        String pop(int times);

        default String popOnce() {
            return pop(1);
        }
    }

    @Contract("com.balloon")
    interface Broken {
        String pop(int times);
    }

    /** Takes the place of a mock. */
    static class MockedBalloon implements Balloon {
        @Override
        public String pop(int times) {
            return "mocked";
        }
    }

    /** Loads {@link FoundBalloon} by itself, as devtools load the classes of an application. */
    private static final class Reloading extends ClassLoader {
        Reloading() {
            super(ContractClientsTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(FoundBalloon.class.getName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? reload(name) : loaded;
        }

        private Class<?> reload(String name) throws ClassNotFoundException {
            try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = Objects.requireNonNull(file).readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    record Child(Balloon balloon) {}

    record FindingChild(FoundBalloon balloon) {}

    @Configuration(proxyBeanMethods = false)
    @ImportWampClients(Balloon.class)
    static class Importing {}

    @Configuration(proxyBeanMethods = false)
    @ImportWampClients(Broken.class)
    static class ImportingBroken {}

    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage
    static class Application {}

    private final TestRouter router = TestRouter.start();
    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(AerostatClientAutoConfiguration.class))
            .withBean(WampConnectionDetails.class, () -> () -> router.client("anonymous"));

    @BeforeEach
    void serve() {
        Session service = router.join();
        service.register("com.balloon.pop", call -> "pop".repeat(call.arg(0, Integer.class)))
                .await(Duration.ofSeconds(60));
    }

    @AfterEach
    void close() {
        router.close();
    }

    @Test
    void anImportedContractIsInjected() {
        context.withUserConfiguration(Importing.class).withBean(Child.class).run(application -> {
            Balloon balloon = application.getBean(Child.class).balloon();

            assertThat(balloon.pop(2)).isEqualTo("poppop");
        });
    }

    @Test
    void anAnnotatedContractInThePackageOfTheApplicationIsInjected() {
        context.withUserConfiguration(Application.class)
                .withBean(FindingChild.class)
                .run(application -> assertThat(application
                                .getBean(FindingChild.class)
                                .balloon()
                                .popOnce())
                        .isEqualTo("pop"));
    }

    @Test
    void aClientIsLoadedByTheLoaderOfTheBeans() {
        ClassLoader loader = new Reloading();

        context.withClassLoader(loader)
                .withUserConfiguration(Application.class)
                .run(application -> assertThat(Objects.requireNonNull(application.getType(FoundBalloon.class.getName()))
                                .getClassLoader())
                        .isSameAs(loader));
    }

    @Test
    void aMockOfAClientAnswersNoCalls() {
        context.withUserConfiguration(Importing.class)
                .withBean(Balloon.class.getName(), MockedBalloon.class)
                .withBean(Child.class)
                .run(application -> assertThat(
                                application.getBean(Child.class).balloon().pop(1))
                        .isEqualTo("mocked"));
    }

    @Test
    void aClientOutlivesARestartOfTheContext() {
        context.withUserConfiguration(Importing.class).withBean(Child.class).run(application -> {
            Balloon balloon = application.getBean(Child.class).balloon();
            application.stop();
            application.start();

            assertThat(balloon.pop(1)).isEqualTo("pop");
        });
    }

    @Test
    void anInterfaceThatIsNoContractFailsTheStart() {
        context.withUserConfiguration(ImportingBroken.class)
                .run(application -> assertThat(application)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("pop(int): found neither @Procedure nor @Topic (expected one of them)"));
    }
}
