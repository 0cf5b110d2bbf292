package io.aerostat.router.web.archive;

import io.aerostat.router.listener.ArchivedFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An open archive, or one that is being downloaded. Any thread. */
final class Archive {
    private static final Logger LOG = LoggerFactory.getLogger(Archive.class);

    private static final int TIMEOUT_MILLIS = 30_000;
    /** The largest archive that is downloaded, in bytes. */
    private static final long LARGEST_DOWNLOAD = 256L << 20;

    private volatile @Nullable ZipFile file;

    private Archive() {}

    /** Opens the archive, or begins its download on a separate thread. Blocks. */
    static Archive open(ArchivedFiles service) {
        Archive archive = new Archive();
        Path path = service.archive();
        if (Files.exists(path)) {
            try {
                archive.file = checked(path, service.hashes());
            } catch (IOException e) {
                throw new IllegalArgumentException("archive: " + e.getMessage(), e);
            }
            return archive;
        }
        URI origin = service.origin()
                .orElseThrow(() -> new IllegalArgumentException(
                        "archive: " + path + " does not exist (expected a ZIP archive, or an origin)"));
        Thread thread = new Thread(() -> archive.download(origin, path, service.hashes()), "archive-download");
        thread.setDaemon(true);
        thread.start();
        return archive;
    }

    /** Returns the open archive; empty until its download is complete. */
    Optional<ZipFile> file() {
        return Optional.ofNullable(file);
    }

    private static ZipFile checked(Path path, List<String> hashes) throws IOException {
        if (!hashes.isEmpty()) {
            String found = digest(path);
            if (!hashes.contains(found)) {
                throw new IOException("found the SHA-256 fingerprint " + found + " of " + path + " (expected one of "
                        + String.join(", ", hashes) + ")");
            }
        }
        return new ZipFile(path.toFile());
    }

    private static String digest(Path path) throws IOException {
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(path), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void download(URI origin, Path path, List<String> hashes) {
        // Use a unique name, because another service may download the same archive.
        Path part = path.resolveSibling(path.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            URLConnection connection = origin.toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            try (InputStream in = connection.getInputStream()) {
                if (connection.getContentLengthLong() > LARGEST_DOWNLOAD) {
                    throw new IOException("the archive is larger than " + LARGEST_DOWNLOAD + " bytes");
                }
                copy(in, part);
            }
            checked(part, hashes).close();
            Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
            file = checked(path, hashes);
            LOG.info("archive downloaded: {} from {}", path, origin);
        } catch (IOException e) {
            LOG.error("archive {} cannot be downloaded from {}: {}", path, origin, e.getMessage());
            try {
                Files.deleteIfExists(part);
            } catch (IOException left) {
                LOG.debug("cannot delete {}", part, left);
            }
        }
    }

    private static void copy(InputStream in, Path to) throws IOException {
        try (OutputStream out = Files.newOutputStream(to)) {
            byte[] buffer = new byte[64 * 1024];
            long total = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                total += read;
                if (total > LARGEST_DOWNLOAD) {
                    throw new IOException("the archive is larger than " + LARGEST_DOWNLOAD + " bytes");
                }
                out.write(buffer, 0, read);
            }
        }
    }
}
