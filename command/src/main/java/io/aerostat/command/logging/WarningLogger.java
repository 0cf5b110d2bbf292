package io.aerostat.command.logging;

import io.aerostat.command.line.EndBySignal;
import io.aerostat.command.line.Terminal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** A logger that prints warnings and errors to standard error. */
final class WarningLogger extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1L;

    WarningLogger(String name) {
        this.name = name;
    }

    @Override
    public boolean isTraceEnabled() {
        return false;
    }

    @Override
    public boolean isDebugEnabled() {
        return false;
    }

    @Override
    public boolean isInfoEnabled() {
        return false;
    }

    @Override
    public boolean isWarnEnabled() {
        return true;
    }

    @Override
    public boolean isErrorEnabled() {
        return true;
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String pattern,
            Object @Nullable [] arguments,
            @Nullable Throwable failure) {
        if (EndBySignal.hasBegun()) {
            return; // A task that the end of the process interrupts is no reason to warn the user.
        }
        String message = MessageFormatter.basicArrayFormat(pattern, arguments);
        String cause = failure == null ? "" : ": " + failure;
        Terminal.utf8(System.err).println("warning: " + Terminal.harmless(message + cause));
    }
}
