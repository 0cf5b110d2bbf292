package io.aerostat.node.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.recovery.RecoveryListener;
import ch.qos.logback.core.recovery.ResilientOutputStreamBase;
import ch.qos.logback.core.rolling.RollingFileAppender;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of the audit log. Only the owner can read it, even after it has been archived and replaced. Counts and
 * reports lines that cannot be written, for example because the disk is full; Logback would discard them silently.
 * Confined to the thread that writes.
 */
final class AuditFile extends RollingFileAppender<ILoggingEvent> implements RecoveryListener {
    private static final Logger LOG = LoggerFactory.getLogger(AuditFile.class);

    private final AtomicLong dropped;
    private final Lines lines = new Lines();
    /** Whether the last attempt to write to the present stream has failed. */
    private boolean isFailing;
    /** Whether the log of the node says that lines are being dropped. */
    private boolean isReported;

    private String reason = "";
    private long droppedBefore;

    /** @param dropped counts the lines that cannot be written */
    AuditFile(AtomicLong dropped) {
        this.dropped = dropped;
    }

    @Override
    public void start() {
        lines.setContext(getContext());
        lines.start();
        setEncoder(lines);
        super.start();
    }

    @Override
    public void openFile(String name) throws IOException {
        Path file = Path.of(name);
        if (!Files.exists(file)) {
            Files.createFile(file, AuditLog.attributes(AuditLog.OWNER));
        }
        super.openFile(name);
    }

    @Override
    public void setOutputStream(OutputStream stream) {
        if (stream instanceof ResilientOutputStreamBase resilient) {
            resilient.addRecoveryListener(this);
        }
        super.setOutputStream(stream);
        isFailing = false;
    }

    @Override
    protected void writeOut(ILoggingEvent event) throws IOException {
        boolean wasFailing = isFailing;
        lines.afterPart = isReported && endsWithinALine();
        super.writeOut(event);
        // When Logback recovers, it opens the file again instead of writing the line, so this line is lost, too.
        if (wasFailing || isFailing) {
            if (!isReported) {
                isReported = true;
                droppedBefore = dropped.get();
                LOG.error("the audit log {} cannot be written: {}; its lines are dropped until it can", file(), reason);
            }
            dropped.incrementAndGet();
        } else if (isReported) {
            isReported = false;
            LOG.warn("the audit log {} is written again; dropped lines: {}", file(), dropped.get() - droppedBefore);
        }
    }

    private String file() {
        return String.valueOf(getFile());
    }

    /** Checks whether only a part of the last line has been written. */
    private boolean endsWithinALine() {
        try (RandomAccessFile file = new RandomAccessFile(file(), "r")) {
            if (file.length() == 0) {
                return false;
            }
            file.seek(file.length() - 1);
            return file.read() != '\n';
        } catch (IOException e) {
            return false; // The file is gone, so the next line begins a new one.
        }
    }

    @Override
    public void newFailure(IOException failure) {
        isFailing = true;
        reason = String.valueOf(failure.getMessage());
    }

    @Override
    public void recoveryOccured() {
        isFailing = false;
    }

    /** Encodes each message as one line. */
    private static final class Lines extends EncoderBase<ILoggingEvent> {
        private boolean afterPart;

        @Override
        public byte @Nullable [] headerBytes() {
            return null;
        }

        @Override
        public byte[] encode(ILoggingEvent event) {
            return ((afterPart ? "\n" : "") + event.getMessage() + "\n").getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte @Nullable [] footerBytes() {
            return null;
        }
    }
}
