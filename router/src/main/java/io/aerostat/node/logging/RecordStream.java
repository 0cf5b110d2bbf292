package io.aerostat.node.logging;

import io.aerostat.host.process.ChildLog;
import io.aerostat.host.process.StackTraces;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/** Logs each printed line, and each printed stack trace, as one record. */
final class RecordStream extends PrintStream {
    /** The largest number of bytes in a line; the rest of a longer line becomes the next record. */
    static final int LONGEST_LINE = 8 * 1024;

    private final Lines lines;
    private final PrintStream replaced;

    RecordStream(Logger log, Level level, PrintStream replaced) {
        this(new Lines(log, level), replaced);
    }

    private RecordStream(Lines lines, PrintStream replaced) {
        super(lines, true, StandardCharsets.UTF_8);
        this.lines = lines;
        this.replaced = replaced;
    }

    /** Returns the stream that this stream replaces. */
    PrintStream replaced() {
        return replaced;
    }

    @Override
    public void println(@Nullable Object value) {
        if (!StackTraces.areBeingPrinted()) {
            super.println(value);
        } else if (value instanceof Throwable printed) {
            lines.stackTrace(printed);
        }
        // Any other value is a line of a stack trace, which the record of the exception already contains.
    }

    /** Logs an unfinished line. The stream stays open: it belongs to the process. */
    @Override
    public void close() {
        lines.finish();
    }

    private static final class Lines extends OutputStream {
        private final Logger log;
        private final Level level;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        Lines(Logger log, Level level) {
            this.log = log;
            this.level = level;
        }

        @Override
        public synchronized void write(int value) {
            if (value == '\n') {
                finish();
                return;
            }
            if (line.size() == LONGEST_LINE) {
                finish();
            }
            line.write(value);
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            for (int i = offset; i < offset + length; i++) {
                write(bytes[i]);
            }
        }

        /**
         * Logs a stack trace. Text that was printed before the trace on the same line, such as {@code Exception in
         * thread "x"}, becomes the message.
         */
        synchronized void stackTrace(Throwable printed) {
            String before = take();
            log.atLevel(level).setCause(printed).log("{}", before.isEmpty() ? "printed stack trace" : before);
        }

        synchronized void finish() {
            String text = take();
            if (!text.isEmpty()) {
                log.atLevel(level).log("{}", text);
            }
        }

        private String take() {
            String text =
                    ChildLog.printable(line.toString(StandardCharsets.UTF_8).stripTrailing());
            line.reset();
            return text;
        }
    }
}
