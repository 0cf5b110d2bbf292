package io.aerostat.node.config;

import java.nio.file.Path;

/**
 * Where the audit log is written, and how much of it is kept.
 *
 * @param maxFileSize bytes after which a file is put aside
 * @param maxDays days after which files that were put aside are removed
 * @param maxTotalSize bytes of the files that were put aside, beyond which the oldest are removed
 * @param origin where it is configured
 */
public record AuditLogOptions(Path file, long maxFileSize, int maxDays, long maxTotalSize, Origin origin) {
    /** Returns the default options for a file. */
    public static AuditLogOptions of(Path file) {
        return new AuditLogOptions(file, 10_000_000, 30, 1_000_000_000, Origin.NONE);
    }

    /** Returns a copy that knows where it is configured. */
    public AuditLogOptions at(Origin place) {
        return new AuditLogOptions(file, maxFileSize, maxDays, maxTotalSize, place);
    }
}
