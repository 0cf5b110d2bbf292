package io.aerostat.cluster.nats;

import io.aerostat.protocol.certificate.PemException;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;

/** Translates the options of a node into those of jnats: servers, encryption, authentication and pings. */
final class NatsConnections {
    private static final Duration PING = Duration.ofSeconds(2);

    private NatsConnections() {}

    /**
     * Reads the files that the options name. Blocks.
     *
     * @param name the name of the connection, which the server shows to operators
     */
    static Options.Builder options(NatsOptions options, String name) throws IOException {
        Options.Builder builder = Options.builder()
                .servers(options.servers().stream().map(Object::toString).toArray(String[]::new))
                .connectionName(name)
                .connectionTimeout(options.connectTimeout())
                .noResolveHostnames()
                .pingInterval(PING)
                .maxPingsOut(2);
        if (options.tls().isPresent()) {
            try {
                NatsTls tls = options.tls().get();
                builder.sslContext(NatsTlsContext.of(tls));
                if (tls.handshakeFirst()) {
                    builder.tlsFirst();
                }
            } catch (GeneralSecurityException | PemException e) {
                throw new IOException("tls: " + e.getMessage(), e);
            }
        }
        authenticate(options.authentication(), builder);
        return builder;
    }

    private static void authenticate(NatsAuthentication authentication, Options.Builder builder) throws IOException {
        if (authentication instanceof NatsAuthentication.UserPassword user) {
            builder.userInfo(user.user(), user.password());
        } else if (authentication instanceof NatsAuthentication.Token token) {
            builder.token(token.token().toCharArray());
        } else if (authentication instanceof NatsAuthentication.NKeyFile nkey) {
            builder.authHandler(Nats.staticCredentials(null, seed(nkey.seed())));
        } else if (authentication instanceof NatsAuthentication.CredentialsFile credentials) {
            builder.authHandler(Nats.staticCredentials(Files.readAllBytes(credentials.file())));
        }
    }

    /** Returns the line with a user's seed. The file can also contain comments and header lines. */
    private static char[] seed(Path file) throws IOException {
        for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
            if (line.strip().startsWith("SU")) {
                return line.strip().toCharArray();
            }
        }
        throw new IOException("nkey: found no seed in " + file + " (expected a line that begins with SU)");
    }
}
