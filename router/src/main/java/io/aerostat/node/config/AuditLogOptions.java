package io.aerostat.node.config;

import java.nio.file.Path;

/**
 * The file of the audit log, and how much of the log to keep.
 *
 * @param maxFileSize the size in bytes at which a file is archived
 * @param maxDays the number of days after which an archived file is removed
 * @param maxTotalSize the largest total size of archived files in bytes; the oldest files beyond that size are removed
 * @param origin the place of the audit log in the configuration file
 */
public record AuditLogOptions(Path file, long maxFileSize, int maxDays, long maxTotalSize, Origin origin) {
    /** Returns the default options for a file. */
    public static AuditLogOptions of(Path file) {
        return new AuditLogOptions(file, 10_000_000, 30, 1_000_000_000, Origin.NONE);
    }

    /** Returns a copy with another origin in the configuration. */
    public AuditLogOptions at(Origin place) {
        return new AuditLogOptions(file, maxFileSize, maxDays, maxTotalSize, place);
    }
}
