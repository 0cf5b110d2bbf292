package io.aerostat.host.container;

import io.aerostat.host.process.StackTraces;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Prints a stack trace as one {@link RecordLine}, and everything else unchanged. This class must not log, because the
 * log may print to this stream.
 */
final class StackTraceStream extends PrintStream {
    StackTraceStream(OutputStream out) {
        super(out, true, StandardCharsets.UTF_8);
    }

    @Override
    public void println(@Nullable Object value) {
        if (!StackTraces.areBeingPrinted()) {
            super.println(value);
        } else if (value instanceof Throwable printed) {
            StringWriter trace = new StringWriter();
            printed.printStackTrace(new PrintWriter(trace));
            super.println(RecordLine.join(trace.toString()));
        }
        // Any other value is a line of a stack trace that has already been printed with its exception.
    }
}
