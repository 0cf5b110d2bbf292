package io.aerostat.node.logging;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.status.NopStatusListener;
import ch.qos.logback.core.util.FileSize;
import io.aerostat.node.config.AuditLogOptions;
import io.aerostat.node.config.grammar.value.JsonText;
import io.aerostat.router.observation.LockOut;
import io.aerostat.router.observation.ObservedEnd;
import io.aerostat.router.observation.ObservedSession;
import io.aerostat.router.observation.RefusedJoin;
import io.aerostat.router.observation.RouterObserver;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes a line of JSON for each join, refused join and end of a session, for each denied request, and for other
 * security events, such as lock-outs. Never waits for the file: lines that arrive faster than they can be written are
 * dropped and counted. Logback rotates the file. Any thread.
 */
public final class AuditLog implements RouterObserver, AutoCloseable {
    /** The largest number of lines that wait for the file. */
    private static final int LINES = 8_192;

    /** The largest number of characters of a URI in a line. */
    private static final int LONGEST_URI = 500;

    static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNERS_FOLDER = PosixFilePermissions.fromString("rwx------");

    private static final AtomicLong DROPPED = new AtomicLong();

    private final LoggerContext context = new LoggerContext();
    private final AsyncAppender queue = new AsyncAppender();

    private AuditLog(AuditLogOptions options) {
        context.setName("audit");
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.getStatusManager().add(new NopStatusListener());
        AuditFile file = new AuditFile(DROPPED);
        file.setContext(context);
        file.setFile(options.file().toString());
        file.setRollingPolicy(rotation(options, file));
        file.start();
        queue.setContext(context);
        queue.setQueueSize(LINES);
        queue.setDiscardingThreshold(0);
        queue.setNeverBlock(true);
        queue.addAppender(file);
        queue.start();
    }

    private SizeAndTimeBasedRollingPolicy<ILoggingEvent> rotation(
            AuditLogOptions options, RollingFileAppender<ILoggingEvent> file) {
        SizeAndTimeBasedRollingPolicy<ILoggingEvent> rotation = new SizeAndTimeBasedRollingPolicy<>();
        rotation.setContext(context);
        rotation.setParent(file);
        rotation.setFileNamePattern(options.file() + ".%d{yyyy-MM-dd}.%i.gz");
        rotation.setMaxFileSize(new FileSize(options.maxFileSize()));
        rotation.setMaxHistory(options.maxDays());
        rotation.setTotalSizeCap(new FileSize(options.maxTotalSize()));
        rotation.setCleanHistoryOnStart(true);
        rotation.start();
        return rotation;
    }

    /**
     * Opens the log. Only the owner can read a file, or enter a folder, that this method creates.
     *
     * @throws IOException if the file cannot be written
     */
    public static AuditLog open(AuditLogOptions options) throws IOException {
        Path file = options.file().toAbsolutePath();
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder, attributes(OWNERS_FOLDER));
        }
        if (!Files.exists(file)) {
            Files.createFile(file, attributes(OWNER));
        } else if (!Files.isRegularFile(file) || !Files.isWritable(file)) {
            throw new IOException("found something else there (expected nothing, or a file that can be written)");
        }
        return new AuditLog(options);
    }

    static FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    /** Returns the number of lines that were dropped because the file was too slow or could not be written. */
    public static long droppedLines() {
        return DROPPED.get();
    }

    @Override
    public void joined(ObservedSession session) {
        write("join", session, Map.of());
    }

    @Override
    public void refused(RefusedJoin refusal) {
        Map<String, Object> line = line("refuse");
        line.put("realm", refusal.realm());
        line.put("authid", refusal.authid());
        line.put("transport", refusal.transport());
        line.put("peer", refusal.peer());
        line.put("reason", refusal.reason());
        line.put("message", refusal.message());
        write(line);
    }

    @Override
    public void lockedOut(LockOut lockOut) {
        Map<String, Object> line = line("lockout");
        line.put("kind", lockOut.kind());
        line.put("subject", lockOut.subject());
        line.put("failures", lockOut.failures());
        line.put("seconds", lockOut.time().toSeconds());
        write(line);
    }

    @Override
    public void left(ObservedSession session, ObservedEnd end) {
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("reason", end.reason());
        more.put("text", end.text());
        more.put("seconds", end.lasted().toMillis() / 1000.0);
        more.put("received", end.received());
        more.put("sent", end.sent());
        write("leave", session, more);
    }

    @Override
    public void denied(ObservedSession session, String action, String uri, String error) {
        Map<String, Object> more = request(action, uri);
        more.put("error", error);
        write("deny", session, more);
    }

    @Override
    public void misfit(ObservedSession session, String action, String uri, String path) {
        Map<String, Object> more = request(action, uri);
        more.put("path", path);
        write("misfit", session, more);
    }

    private static Map<String, Object> request(String action, String uri) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("action", action);
        request.put("uri", uri.length() > LONGEST_URI ? uri.substring(0, LONGEST_URI) + "…" : uri);
        return request;
    }

    @Override
    public void killed(ObservedSession session, long by, String reason) {
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("by", by);
        more.put("reason", reason);
        write("kill", session, more);
    }

    /** Writes a line about the node itself, such as a reload of its configuration. */
    public void note(String event, Map<String, Object> facts) {
        Map<String, Object> line = line(event);
        line.putAll(facts);
        write(line);
    }

    private void write(String event, ObservedSession session, Map<String, Object> more) {
        Map<String, Object> line = line(event);
        line.put("session", session.id());
        line.put("realm", session.realm());
        line.put("authid", session.authid());
        line.put("authrole", session.authrole());
        line.put("authmethod", session.authmethod());
        line.put("transport", session.transport());
        line.put("peer", session.peer());
        line.put("agent", session.agent());
        line.putAll(more);
        write(line);
    }

    private static Map<String, Object> line(String event) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        line.put("event", event);
        return line;
    }

    private void write(Map<String, Object> line) {
        if (queue.getRemainingCapacity() == 0) {
            DROPPED.incrementAndGet();
            return;
        }
        LoggingEvent event = new LoggingEvent();
        event.setLoggerContext(context);
        event.setLoggerName("audit");
        event.setLevel(Level.INFO);
        event.setInstant(Instant.now());
        event.setMessage(JsonText.of(line));
        queue.doAppend(event);
    }

    /** Writes the lines that wait, and closes the file. */
    @Override
    public void close() {
        queue.stop();
        context.stop();
    }
}
