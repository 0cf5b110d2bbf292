package io.aerostat.node.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.BasicConfigurator;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.util.DefaultJoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class QuietDefaultTest {
    private static final String FILE = "logback.configurationFile";

    @Test
    void onlyWarningsAreLogged() {
        LoggerContext context = new LoggerContext();

        assertThat(new QuietDefault().configure(context)).isEqualTo(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);

        assertThat(context.getLogger("io.netty.channel").getEffectiveLevel()).isEqualTo(Level.WARN);
    }

    @Test
    void withoutAFileWarningsAreLogged() {
        LoggerContext context = new LoggerContext();

        QuietDefault.logWarnings(context);

        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        assertThat(root.getLevel()).isEqualTo(Level.WARN);
        assertThat(root.getAppender("console")).isNotNull();
    }

    @Test
    void aConfigurationFileComesFirst() {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        String before = System.getProperty(FILE);
        System.setProperty(FILE, "io/aerostat/host/container/container-logging.xml");
        try {
            assertThat(new QuietDefault().configure(context)).isEqualTo(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);
        } finally {
            if (before == null) {
                System.clearProperty(FILE);
            } else {
                System.setProperty(FILE, before);
            }
        }

        assertThat(context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getLevel())
                .isEqualTo(Level.INFO);
        assertThat(context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getAppender("stdout"))
                .isNotNull();
    }

    @Test
    void isAskedAfterTheSearchForFilesAndBeforeTheDefaultOfLogback() {
        assertThat(rank(QuietDefault.class))
                .isLessThan(rank(DefaultJoranConfigurator.class))
                .isGreaterThan(rank(BasicConfigurator.class));
    }

    @Test
    void logbackFindsIt() {
        assertThat(ServiceLoader.load(Configurator.class)).hasAtLeastOneElementOfType(QuietDefault.class);
    }

    private static int rank(Class<? extends Configurator> configurator) {
        return configurator.getAnnotation(ConfiguratorRank.class).value();
    }
}
