package io.aerostat.router.listener;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files in a ZIP archive (docs/web-services.md#archives).
 *
 * @param archive the archive
 * @param origin the URL from which the archive is downloaded if the file does not exist; empty if it is not downloaded
 * @param hashes the SHA-256 digests, in lower-case hexadecimal, that the archive may have; if empty, any digest is
 *     accepted
 * @param prefix the text that precedes the path of a request in the name of an entry, such as {@code page/}
 * @param defaultObject the entry, without the prefix, that is sent for the path of the service itself
 * @param defaultFile the entry, without the prefix, that is sent if there is none for the requested path
 * @param mimeTypes MIME types by extension, in addition to the built-in ones
 * @param cached whether browsers may cache the files
 */
public record ArchivedFiles(
        Path archive,
        Optional<URI> origin,
        List<String> hashes,
        String prefix,
        Optional<String> defaultObject,
        Optional<String> defaultFile,
        Map<String, String> mimeTypes,
        boolean cached)
        implements PathService {
    public ArchivedFiles {
        hashes = List.copyOf(hashes);
        mimeTypes = Map.copyOf(mimeTypes);
    }

    /** Creates a service for an archive that exists, with the default options. */
    public ArchivedFiles(Path archive) {
        this(archive, Optional.empty(), List.of(), "", Optional.of("index.html"), Optional.empty(), Map.of(), false);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.archivedFiles(this);
    }
}
