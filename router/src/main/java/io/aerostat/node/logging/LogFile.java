package io.aerostat.node.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.TimeBasedRollingPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the log to a file. At the first line of a day, renames the previous day's file by appending its date. */
final class LogFile {
    private LogFile() {}

    /** @throws IOException if the file cannot be written; the message says so */
    static Appender<ILoggingEvent> appender(LoggerContext context, Encoder<ILoggingEvent> encoder, Path file)
            throws IOException {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new IOException(file + ": the log cannot be written: " + e, e);
        }
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setName("file");
        appender.setFile(file.toString());
        appender.setEncoder(encoder);
        TimeBasedRollingPolicy<ILoggingEvent> daily = new TimeBasedRollingPolicy<>();
        daily.setContext(context);
        daily.setParent(appender);
        daily.setFileNamePattern(file.toString().replace("%", "\\%") + ".%d{yyyy_M_d}");
        daily.start();
        appender.setRollingPolicy(daily);
        appender.start();
        if (!appender.isStarted()) {
            throw new IOException(file + ": the log cannot be written (expected a file that this user may write)");
        }
        return appender;
    }
}
