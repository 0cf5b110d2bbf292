package io.aerostat.node.run;

import io.aerostat.protocol.authentication.CryptosignKey;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node's own key, in the files {@code key.priv} and {@code key.pub} beside the configuration, as in Crossbar.io.
 * The routers use the key to prove their identity to cryptosign clients that request a proof (CRY-9). The key is
 * created if the files do not exist.
 */
public final class NodeKey {
    private static final Logger LOG = LoggerFactory.getLogger(NodeKey.class);

    private static final String PUBLIC = "public-key-ed25519";
    private static final String PRIVATE = "private-key-ed25519";
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> EVERYBODY = PosixFilePermissions.fromString("rw-r--r--");

    private final Path privateFile;
    private final Path publicFile;

    private NodeKey(Path folder) {
        this.privateFile = folder.resolve("key.priv");
        this.publicFile = folder.resolve("key.pub");
    }

    /**
     * Returns the key of a folder; empty if the folder has no key and cannot be written.
     *
     * @throws IllegalStateException if a file is invalid; the message contains no part of a private key
     */
    public static Optional<CryptosignKey> in(Path folder) {
        return new NodeKey(folder).readOrMake();
    }

    /** Returns why {@link #in} would refuse the files of a folder; empty if it would accept them. Writes nothing. */
    static Optional<String> fault(Path folder) {
        try {
            new NodeKey(folder).find();
            return Optional.empty();
        } catch (IllegalStateException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Optional<CryptosignKey> readOrMake() {
        Optional<CryptosignKey> found = find();
        return found.isPresent() ? found : make();
    }

    private Optional<CryptosignKey> find() {
        try {
            // Looks for the public key first, because another node that is creating both files writes the public key
            // last.
            boolean hasPublic = Files.exists(publicFile);
            if (Files.exists(privateFile)) {
                return Optional.of(read());
            }
            if (hasPublic) {
                throw new IllegalStateException(
                        publicFile + ": found a public key alone (expected its private key in " + privateFile + ")");
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException(
                    privateFile + ": cannot be read (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    private CryptosignKey read() throws IOException {
        String seed = tag(privateFile, PRIVATE);
        if (seed == null) {
            throw new IllegalStateException(privateFile + ": found no line \"" + PRIVATE + ": …\" (expected one)");
        }
        CryptosignKey key;
        try {
            key = CryptosignKey.ofSeed(seed);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    privateFile + ": " + PRIVATE + ": found something else (expected 64 hexadecimal digits)", e);
        }
        requirePublic(privateFile, key);
        if (Files.exists(publicFile)) {
            requirePublic(publicFile, key);
        }
        warnIfOthersCanRead();
        return key;
    }

    private static void requirePublic(Path file, CryptosignKey key) throws IOException {
        String told = tag(file, PUBLIC);
        if (told == null || !told.equalsIgnoreCase(key.publicKey())) {
            throw new IllegalStateException(file + ": " + PUBLIC + ": found "
                    + (told == null ? "none" : "another key") + " (expected " + key.publicKey()
                    + ", which belongs to the private key)");
        }
    }

    private void warnIfOthersCanRead() throws IOException {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(privateFile);
            if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
                LOG.warn(
                        "{}: found the permissions {} (expected {}, as it holds a private key)",
                        privateFile,
                        PosixFilePermissions.toString(permissions),
                        PosixFilePermissions.toString(OWNER));
            }
        } catch (UnsupportedOperationException e) {
            LOG.debug("{} has no permissions to look at", privateFile);
        }
    }

    /** Returns the value of a line {@code tag: value}. */
    private static @Nullable String tag(Path file, String tag) throws IOException {
        for (String line : Files.readAllLines(file)) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).strip().equals(tag)) {
                return line.substring(colon + 1).strip();
            }
        }
        return null;
    }

    private Optional<CryptosignKey> make() {
        CryptosignKey key = CryptosignKey.generate();
        List<String> tags =
                List.of("creator: aerostat", "created-at: " + Instant.now(), PUBLIC + ": " + key.publicKey());
        List<String> secret = new ArrayList<>(tags);
        secret.add(PRIVATE + ": " + key.seed());
        try {
            // Writes the private key first: if only the public key existed, every later start would refuse the key.
            write(privateFile, "Crossbar.io node private key - KEEP THIS SAFE!", secret, OWNER);
            write(publicFile, "Crossbar.io node public key", tags, EVERYBODY);
            LOG.info("created a node key: {} (public key {})", privateFile, key.publicKey());
            return Optional.of(key);
        } catch (FileAlreadyExistsException e) {
            // Another node that starts in this folder has created the private key, and writes the public key, too.
            return find();
        } catch (IOException e) {
            LOG.info(
                    "cryptosign clients that challenge the router get no signature, "
                            + "because no node key can be written to {} ({})",
                    privateFile,
                    e instanceof FileSystemException ? e.getClass().getSimpleName() : e.toString());
            return Optional.empty();
        }
    }

    /**
     * Writes the whole file or nothing, so that an interrupted start does not leave a part of a key.
     *
     * @throws FileAlreadyExistsException if the file exists; it stays unchanged
     */
    private static void write(Path file, String title, List<String> lines, Set<PosixFilePermission> permissions)
            throws IOException {
        boolean isPosix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = isPosix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
                : new FileAttribute<?>[0];
        Path folder = file.toAbsolutePath().getParent();
        Path draft = Files.createTempFile(folder, "." + file.getFileName(), ".tmp", attributes);
        try {
            List<String> text = new ArrayList<>(List.of(title, ""));
            text.addAll(lines);
            Files.write(draft, text);
            if (isPosix) {
                Files.setPosixFilePermissions(draft, permissions);
            }
            try {
                // Unlike an atomic move, a link never replaces a file.
                Files.createLink(file, draft);
            } catch (FileAlreadyExistsException e) {
                throw e;
            } catch (UnsupportedOperationException | FileSystemException withoutLinks) {
                Files.move(draft, file);
            }
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
