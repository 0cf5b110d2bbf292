package io.aerostat.authenticator;

import io.aerostat.client.annotation.Procedure;
import io.aerostat.client.error.ApplicationError;
import io.aerostat.component.Component;
import io.aerostat.component.ComponentContext;
import io.aerostat.protocol.option.InvocationPolicy;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dynamic authenticator of the balloon example: the router calls it for each client that wants to join with
 * WAMP-CRA.
 *
 * <p>{@code extra.users} names the file of users. A relative name starts at {@code extra.cbdir}, the folder of the
 * node's configuration, which the node adds to {@code extra}. Without {@code extra.users}, the file is
 * {@code users.json} beside the jar of this class. {@code authenticator/users.json} shows the format of the file.
 */
public final class Authenticator implements Component {

    private static final Logger log = LoggerFactory.getLogger(Authenticator.class);

    private static final String WAMPCRA = "wampcra";

    private static final String NO_USERS = "extra.users: missing (expected the path of a file of users)";

    private final UserFile users;

    /**
     * Reads the users.
     *
     * @throws IOException if the file cannot be read
     * @throws UserReader.BrokenFile if the file does not contain users
     */
    public Authenticator(ComponentContext context) throws IOException, UserReader.BrokenFile {
        this.users = new UserFile(fileOf(context.extra()));
    }

    /**
     * Returns the principal of a user: {@code secret}, {@code role} and the other fields of its entry. The router
     * checks the signature. If each node of a cluster has an authenticator, the router calls them in turn.
     *
     * @param realm the realm to join
     * @param authid the name that the client claims
     * @param details the details of the session that wants to join
     * @throws ApplicationError {@code com.example.no_such_user}
     */
    @Procedure(value = "com.balloon.authenticate", invoke = InvocationPolicy.ROUNDROBIN)
    public Map<String, Object> authenticate(String realm, String authid, Map<String, @Nullable Object> details) {
        Object method = details.get("authmethod");
        if (method != null && !method.equals(WAMPCRA)) {
            // The principal is only for WAMP-CRA. With another method, the router would accept the client without
            // checking the secret.
            throw new ApplicationError(
                    "com.example.no_such_method",
                    "could not authenticate session - method " + method + " is not supported (expected wampcra)");
        }
        User user = users.user(authid)
                .orElseThrow(() -> new ApplicationError(
                        "com.example.no_such_user", "could not authenticate session - no such user " + authid));
        log.atDebug()
                .addKeyValue("realm", realm)
                .addKeyValue("authid", authid)
                .addKeyValue("role", user.role())
                .log("user found");
        return user.principal();
    }

    private static Path fileOf(Map<String, @Nullable Object> extra) throws IOException {
        if (!(extra.get("users") instanceof String users)) {
            return besideTheJar();
        }
        return extra.get("cbdir") instanceof String folder ? Path.of(folder).resolve(users) : Path.of(users);
    }

    private static Path besideTheJar() throws IOException {
        return beside(Authenticator.class.getResource(Authenticator.class.getSimpleName() + ".class"));
    }

    /**
     * Returns the path at which the file of users is expected, from the location of this class. The code source of the
     * class cannot be used: for a class from an archive of the JVM, it is missing, or names the jar from which the
     * archive was created.
     */
    static Path beside(@Nullable URL ownClass) throws IOException {
        try {
            if (ownClass != null && ownClass.openConnection() instanceof JarURLConnection jar) {
                return Path.of(jar.getJarFileURL().toURI()).resolveSibling("users.json");
            }
            if (ownClass != null && ownClass.getProtocol().equals("file")) {
                Path folder = Path.of(ownClass.toURI());
                for (int up = Authenticator.class.getName().split("\\.", -1).length; up > 0; up--) {
                    folder = parent(folder);
                }
                return folder.resolveSibling("users.json");
            }
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new IOException(NO_USERS, e);
        }
        throw new IOException(NO_USERS);
    }

    private static Path parent(Path path) throws IOException {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IOException(NO_USERS);
        }
        return parent;
    }
}
