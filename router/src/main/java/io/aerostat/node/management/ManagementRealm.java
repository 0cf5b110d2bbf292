package io.aerostat.node.management;

import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.Router;
import io.aerostat.router.authentication.AuthenticationOptions;
import io.aerostat.router.authorization.Action;
import io.aerostat.router.authorization.Permission;
import io.aerostat.router.authorization.Role;
import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.router.realm.RealmDefinition;
import io.aerostat.router.realm.RealmOptions;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The realm {@value #NAME} behind a Unix domain socket. The realm has a router of its own with one event loop, so that
 * an operator can reach the node during a storm of clients. Every user that may open the socket is an operator; the
 * socket has mode 0600.
 */
public final class ManagementRealm implements AutoCloseable {
    /** The name of the realm. */
    public static final String NAME = "aerostat.node";

    private static final Logger LOG = LoggerFactory.getLogger(ManagementRealm.class);

    /** The longest path in bytes to which a client can connect. */
    private static final int MAX_PATH = 102;

    /** The number of short folder names to try. */
    private static final int HIDDEN_NAMES = 10;

    private static final String OPERATOR = "operator";
    private static final long DEADLINE_SECONDS = 5;
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(1);

    private final Router router;
    private final Path socket;
    private final @Nullable Object fileKey;

    private ManagementRealm(Router router, Path socket) throws IOException {
        this.router = router;
        this.socket = socket;
        this.fileKey = key(socket);
    }

    /**
     * Opens the realm. If the socket cannot be opened, the node runs without management, and one log line gives the
     * reason. Blocks.
     *
     * @param isConfigured whether the configuration names this socket; if so, the log line is a warning
     */
    public static Optional<ManagementRealm> open(Path socket, ManagementProcedures procedures, boolean isConfigured) {
        Router router = Router.builder()
                .eventLoops(1)
                .realm(new RealmDefinition(
                        NAME,
                        RealmOptions.DEFAULT.withMetaApi(false),
                        List.of(Role.withPermissions(
                                OPERATOR,
                                new Permission(ManagementProcedures.PREFIX, MatchPolicy.PREFIX, Set.of(Action.CALL))))))
                .start();
        try {
            router.realm(NAME).ifPresent(procedures::registerIn);
            listen(router, socket);
            LOG.debug("this node is managed at {}", socket);
            return Optional.of(new ManagementRealm(router, socket));
        } catch (IOException | ExecutionException | TimeoutException e) {
            String line = "this node cannot be managed at {}: {} (SIGHUP reloads it nevertheless)";
            if (isConfigured) {
                LOG.warn(line, socket, reason(e));
            } else {
                LOG.info(line, socket, reason(e));
            }
            router.close(CLOSE_DEADLINE);
            return Optional.empty();
        } catch (InterruptedException e) {
            router.close(CLOSE_DEADLINE);
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static String reason(Exception failure) {
        if (failure instanceof FileSystemException file && file.getReason() == null) {
            return file.getClass().getSimpleName() + ": " + file.getFile();
        }
        Throwable cause =
                failure instanceof ExecutionException && failure.getCause() != null ? failure.getCause() : failure;
        return String.valueOf(cause.getMessage());
    }

    /**
     * Listens on a socket in a folder that no other user can enter, sets the mode of the socket, and then moves the
     * socket to its path. Other users can therefore never connect.
     */
    private static void listen(Router router, Path socket)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        requireFree(socket);
        Path parent = Optional.ofNullable(socket.toAbsolutePath().getParent()).orElse(socket);
        Path hidden = hiddenFolder(parent);
        Path draft = hidden.resolve("s");
        try {
            Access operator = Access.by(new AuthenticationOptions.Anonymous(OPERATOR, OPERATOR));
            router.listen(Listener.rawSocket(new ListeningEndpoint.Unix(draft), operator)
                            .withName("management"))
                    .get(DEADLINE_SECONDS, TimeUnit.SECONDS);
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
            Files.move(draft, socket, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
            Files.deleteIfExists(hidden);
        }
    }

    /** Makes a folder with a short name, because the path of a socket in it must be short, too. */
    private static Path hiddenFolder(Path parent) throws IOException {
        FileAttribute<?> owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        for (int i = 0; i < HIDDEN_NAMES; i++) {
            try {
                return Files.createDirectory(parent.resolve("." + i), owner);
            } catch (FileAlreadyExistsException taken) {
                LOG.debug("{} is taken", taken.getFile());
            }
        }
        return Files.createTempDirectory(parent, ".", owner);
    }

    /** Fails unless the path is free or holds a socket on which nobody listens. */
    private static void requireFree(Path socket) throws IOException {
        int length = socket.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > MAX_PATH) {
            throw new IOException("found a path of " + length + " bytes (expected at most " + MAX_PATH
                    + "; controller.management.socket names another one)");
        }
        if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.readAttributes(socket, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isOther()) {
            throw new IOException("found a file (expected nothing, or a socket left behind)");
        }
        if (isAlive(socket)) {
            throw new IOException("another node is listening there");
        }
    }

    private static boolean isAlive(Path socket) {
        try (SocketChannel probe = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return probe.isConnected();
        } catch (IOException nobody) {
            return false; // Nobody listens, so the socket was left behind by a node that has ended.
        }
    }

    private static @Nullable Object key(Path socket) throws IOException {
        return Files.readAttributes(socket, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }

    public Path socket() {
        return socket;
    }

    /** Ends the realm; removes its socket, unless another node has replaced the socket in the meantime. */
    @Override
    public void close() {
        router.close(CLOSE_DEADLINE);
        try {
            if (fileKey != null && fileKey.equals(key(socket))) {
                Files.delete(socket);
            }
        } catch (IOException e) {
            LOG.debug("{} cannot be removed", socket, e);
        }
    }
}
