package io.aerostat.node.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.DefaultJoranConfigurator;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * The default configuration of Logback in a program that has router.jar on its class path and does not configure
 * logging: warnings go to the standard error. Logback's own default would print every DEBUG line of Netty. Logback
 * finds this class as a service. A configuration file, such as that of a container, has priority.
 */
@ConfiguratorRank(QuietDefault.AFTER_THE_FILES)
public final class QuietDefault extends ContextAwareBase implements Configurator {
    static final int AFTER_THE_FILES = (ConfiguratorRank.FALLBACK + ConfiguratorRank.NOMINAL) / 2;

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (!isConfiguredByFile(context)) {
            logWarnings(context);
        }
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    static void logWarnings(LoggerContext context) {
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setName("console");
        console.setTarget("System.err");
        console.setEncoder(TextEncoder.started(context));
        console.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(console);
        root.setLevel(Level.WARN);
    }

    /**
     * Makes Logback search for configuration files now. By default, Logback first calls all configurators that are
     * services, whatever their ranks.
     */
    private static boolean isConfiguredByFile(LoggerContext context) {
        DefaultJoranConfigurator files = new DefaultJoranConfigurator();
        files.setContext(context);
        return files.configure(context) == ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
