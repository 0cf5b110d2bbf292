package io.aerostat.router.listener;

import io.aerostat.router.listener.option.UploadFields;
import io.aerostat.router.listener.option.UploadOptions;
import java.nio.file.Path;

/**
 * A service that receives files in chunks, as resumable.js sends them, and publishes the progress
 * (docs/web-services.md#uploads). Every request has a session of its own.
 *
 * @param realm the realm of the sessions
 * @param access how clients authenticate
 * @param directory the folder of complete files
 * @param temporary the folder of unfinished files, which must be a different folder on the same file system
 */
public record Upload(
        String realm, Access access, Path directory, Path temporary, UploadFields fields, UploadOptions options)
        implements PathService, WampService {
    public Upload {
        access.requireNoCookie("upload");
        if (isSame(directory, temporary)) {
            throw new IllegalArgumentException("temp_directory: found " + temporary
                    + ", which is also directory (expected another folder, because unfinished files are in it)");
        }
    }

    /** Creates a service with the default options, for the form fields of resumable.js. */
    public Upload(String realm, Access access, Path directory) {
        this(realm, access, directory, temporaryOf(directory), UploadFields.RESUMABLE_JS, UploadOptions.DEFAULT);
    }

    /** Checks whether two paths lead to the same folder. Does not follow links. */
    public static boolean isSame(Path directory, Path temporary) {
        return directory
                .toAbsolutePath()
                .normalize()
                .equals(temporary.toAbsolutePath().normalize());
    }

    /**
     * Returns the default folder of unfinished files.
     *
     * @param directory the folder of complete files
     */
    public static Path temporaryOf(Path directory) {
        return directory.resolve(".uploads");
    }

    /** Returns a copy with other options. */
    public Upload withOptions(UploadOptions replacement) {
        return new Upload(realm, access, directory, temporary, fields, replacement);
    }

    /** Returns a copy with other form fields. */
    public Upload withFields(UploadFields replacement) {
        return new Upload(realm, access, directory, temporary, replacement, options);
    }

    /** Returns a copy with another access. */
    public Upload with(Access replacement) {
        return new Upload(realm, replacement, directory, temporary, fields, options);
    }

    @Override
    public ConnectionOptions connection() {
        return ConnectionOptions.DEFAULT;
    }

    @Override
    public Upload within(TransportLimits limits) {
        return with(limits.of(access));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.upload(this);
    }
}
