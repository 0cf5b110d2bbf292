package io.aerostat.acceptance.transport;

import io.aerostat.acceptance.RouterProcess;
import io.aerostat.acceptance.Surroundings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A {@code router.jar} with all transports, which all test classes of this package share. It ends after the last test
 * of the JVM.
 */
final class TransportsRouter implements ExtensionContext.Store.CloseableResource, AutoCloseable {
    private static final Pattern LISTENING =
            Pattern.compile("listening on (?:tcp|tls)://\\S*?:(\\d+) \\(transport \"([^\"]*)\"\\)");

    private final Path folder;
    private final SSLContext trust;
    private final RouterProcess process;

    private TransportsRouter(Path folder, SSLContext trust, RouterProcess process) {
        this.folder = folder;
        this.trust = trust;
        this.process = process;
    }

    /** Starts the shared router if necessary, and passes it to the constructors of test classes. */
    static final class Provider implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == TransportsRouter.class;
        }

        @Override
        public TransportsRouter resolveParameter(ParameterContext parameter, ExtensionContext context) {
            // The router is in the store of the launcher session, because the JVM runs a separate test plan for each
            // class.
            return context.getStore(
                            ExtensionContext.StoreScope.LAUNCHER_SESSION,
                            ExtensionContext.Namespace.create(TransportsRouter.class))
                    .getOrComputeIfAbsent("router", key -> start(), TransportsRouter.class);
        }
    }

    private static TransportsRouter start() {
        try (InputStream resource = TransportsRouter.class.getResourceAsStream("/transport/config.json")) {
            if (resource == null) {
                throw new IllegalStateException("found no resource transport/config.json");
            }
            // This folder is not below target, because the path of a Unix domain socket must be short.
            Path folder = Files.createTempDirectory("aerostat");
            Path site = Files.createDirectories(folder.resolve("site/below"));
            Files.writeString(folder.resolve("site/index.html"), "<title>the page</title>");
            Files.writeString(site.resolve("file.txt"), "below");
            Files.writeString(folder.resolve("secret.txt"), "nobody's business");
            Files.createSymbolicLink(folder.resolve("site/leak.txt"), folder.resolve("secret.txt"));
            Files.createSymbolicLink(folder.resolve("site/out"), folder);
            Files.createSymbolicLink(folder.resolve("site/relative"), Path.of("..", "secret.txt"));
            SSLContext trust = ServerCertificate.make(folder);
            Path config = folder.resolve("config.json");
            Files.writeString(config, new String(resource.readAllBytes(), StandardCharsets.UTF_8));
            return new TransportsRouter(folder, trust, RouterProcess.startWhole(config));
        } catch (IOException e) {
            throw new UncheckedIOException("no folder below " + Surroundings.output(""), e);
        }
    }

    /** Connects to the transport with this id. Transports whose id ends in {@code s} use TLS. */
    RawConnection connect(String transport) {
        try {
            if (transport.equals("unix")) {
                return RawConnection.unix(folder.resolve("wamp.sock"));
            }
            int port = port(transport);
            return isTls(transport) ? RawConnection.tls(port, trust) : RawConnection.tcp(port);
        } catch (IOException e) {
            throw new UncheckedIOException("no connection to " + transport, e);
        }
    }

    /** Connects to a TLS port without TLS. */
    RawConnection connectPlain(String transport) throws IOException {
        return RawConnection.tcp(port(transport));
    }

    int port(String transport) {
        return process.output().lines().stream()
                .map(LISTENING::matcher)
                .filter(line -> line.find() && line.group(2).equals(transport))
                .map(line -> Integer.parseInt(line.group(1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("found no transport " + transport + " in\n" + output()));
    }

    String output() {
        return process.output().text();
    }

    private static boolean isTls(String transport) {
        return Set.of("webs", "rawsockets", "universals").contains(transport);
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
