package io.aerostat.node.logging;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.status.NopStatusListener;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.Slf4JLoggerFactory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Sends the log of this process to its standard output, or to a file, without waiting for the output. Logging is
 * configured in code, because reading a file would slow down every start.
 */
public final class Logging {
    /** System properties that SLF4J reads at its first use. */
    private static final String PROVIDER = "slf4j.provider";

    private static final String VERBOSITY = "slf4j.internal.verbosity";

    private static final AtomicLong DROPPED = new AtomicLong();

    private static volatile @Nullable LogQueue queue;

    private Logging() {}

    /** Replaces the present configuration of logging. The log goes to the standard output. */
    public static void setUp(Level level, LogFormat format) {
        LoggerContext context = cleared();
        begin(context, output(context, format), level);
    }

    /**
     * Replaces the present configuration of logging. The log goes to a file.
     *
     * @throws IOException if the file cannot be written; the message says so
     */
    public static void setUp(Level level, LogFormat format, Path file) throws IOException {
        LoggerContext context = cleared();
        begin(context, LogFile.appender(context, encoder(context, format), file), level);
    }

    private static LoggerContext cleared() {
        LoggerContext context = logback();
        context.reset();
        context.getStatusManager().add(new NopStatusListener());
        return context;
    }

    /**
     * Returns Logback, which initializes SLF4J if this is its first use in this process. During this initialization,
     * Logback does not search for a configuration, and SLF4J does not print the name of its provider.
     */
    private static LoggerContext logback() {
        @Nullable String provider = System.setProperty(PROVIDER, LogProvider.class.getName());
        @Nullable String verbosity = System.setProperty(VERBOSITY, "WARN");
        try {
            return (LoggerContext) LoggerFactory.getILoggerFactory();
        } finally {
            restore(PROVIDER, provider);
            restore(VERBOSITY, verbosity);
        }
    }

    private static void restore(String property, @Nullable String value) {
        if (value == null) {
            System.clearProperty(property);
        } else {
            System.setProperty(property, value);
        }
    }

    private static void begin(LoggerContext context, Appender<ILoggingEvent> output, Level level) {
        LogQueue lines = new LogQueue(output, context.getLogger(Logging.class), DROPPED);
        lines.start();
        queue = lines;
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(lines);
        level(level);
        InternalLoggerFactory.setDefaultFactory(Slf4JLoggerFactory.INSTANCE);
    }

    /** Sets which messages are logged from now on. */
    public static void level(Level level) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)
                .setLevel(ch.qos.logback.classic.Level.convertAnSLF4JLevel(level));
        // Netty's own messages below WARN matter only to a user who asks for every message.
        context.getLogger("io.netty")
                .setLevel(
                        level == Level.TRACE ? ch.qos.logback.classic.Level.DEBUG : ch.qos.logback.classic.Level.WARN);
    }

    /** Writes queued lines, for at most a second, and ends the log. Must be the last call before the process ends. */
    public static void end() {
        LogQueue last = queue;
        if (last != null) {
            last.stop();
        }
    }

    /** Returns the number of lines that were dropped because the output was not read fast enough. */
    public static long droppedLines() {
        return DROPPED.get();
    }

    /**
     * Returns an appender to the present standard output. The appender keeps this stream even if the standard output is
     * replaced later.
     */
    private static Appender<ILoggingEvent> output(LoggerContext context, LogFormat format) {
        StandardOutput output = new StandardOutput();
        output.setContext(context);
        output.setName("console");
        output.setEncoder(encoder(context, format));
        PrintStream out = System.out;
        output.setOutputStream(out instanceof RecordStream records ? records.replaced() : out);
        output.start();
        return output;
    }

    private static final class StandardOutput extends OutputStreamAppender<ILoggingEvent> {
        /** The end of the log must not close the stream. */
        @Override
        protected void closeOutputStream() {}
    }

    private static Encoder<ILoggingEvent> encoder(LoggerContext context, LogFormat format) {
        if (format == LogFormat.JSON) {
            JsonEncoder json = new JsonEncoder();
            json.setContext(context);
            json.setWithSequenceNumber(false);
            json.setWithNanoseconds(false);
            json.setWithContext(false);
            json.setWithArguments(false);
            json.setWithMessage(false);
            json.setWithFormattedMessage(true);
            json.start();
            return json;
        }
        return format == LogFormat.JOURNAL
                ? TextEncoder.startedForJournal(context)
                : TextEncoder.startedWithTimes(context);
    }
}
