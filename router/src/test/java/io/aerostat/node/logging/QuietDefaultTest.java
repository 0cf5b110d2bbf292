package io.aerostat.node.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.BasicConfigurator;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.util.DefaultJoranConfigurator;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class QuietDefaultTest {

    @Test
    void onlyWarningsAreLogged() {
        LoggerContext context = new LoggerContext();

        assertThat(new QuietDefault().configure(context)).isEqualTo(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);

        assertThat(context.getLogger("io.netty.channel").getEffectiveLevel()).isEqualTo(Level.WARN);
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
