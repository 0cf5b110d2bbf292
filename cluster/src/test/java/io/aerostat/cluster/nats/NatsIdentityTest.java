package io.aerostat.cluster.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.testkit.nats.NatsServer;
import io.nats.client.NKey;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks how nodes and a real nats-server authenticate each other: TLS, NKeys and credentials files. */
class NatsIdentityTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    /**
     * Returns the path of nats-server, which {@code scripts/test.sh} installs. Without a nats-server, the test is
     * aborted.
     */
    private static Path binary() {
        return NatsServer.installed()
                .orElseGet(() ->
                        Assumptions.abort("nats-server: missing (expected as scripts/nats-server.sh installs it)"));
    }

    private static void withServer(Consumer<NatsServer> test, String... configuration) {
        try (NatsServer server = NatsServer.start(binary(), configuration)) {
            test.accept(server);
        }
    }

    private static void assertMeet(NatsOptions options) {
        try (NatsNode one = new NatsNode("one", options);
                NatsNode two = new NatsNode("two", options)) {
            await().atMost(SOON).until(() -> one.isReady() && two.isReady());
        }
    }

    /** Checks that the node stays alone, and that its health gives this reason. */
    private static void assertStaysAlone(NatsOptions options, String reason) {
        try (NatsNode node = new NatsNode("one", options)) {
            await().atMost(SOON).until(() -> (node.cluster.health().reasons() + " " + node.refusals).contains(reason));
            assertThat(node.cluster.node().members()).isEmpty();
        }
    }

    private static Path file(String name) {
        try {
            return Path.of(NatsIdentityTest.class.getResource("tls/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static String tls(String certificate, String more) {
        return "tls { cert_file: \"" + file(certificate + ".pem") + "\", key_file: \"" + file(certificate + ".key")
                + "\"" + more + " }";
    }

    private static NatsTls trusting(Path... authorities) {
        return new NatsTls(List.of(authorities), Optional.empty(), Optional.empty(), false);
    }

    @Test
    void nodesMeetOverTls() {
        withServer(
                server -> assertMeet(NatsOptions.of(server.url()).with(trusting(file("ca.pem")))), tls("server", ""));
    }

    @Test
    void nodesMeetAtAServerThatBeginsWithTheHandshake() {
        NatsTls first = new NatsTls(List.of(file("ca.pem")), Optional.empty(), Optional.empty(), true);

        withServer(
                server -> assertMeet(NatsOptions.of(server.url()).with(first)),
                tls("server", ", handshake_first: true"));
    }

    @Test
    void aNodeThatWaitsForTheLineOfSuchAServerSaysWhatItMisses() {
        withServer(
                server -> assertStaysAlone(
                        NatsOptions.of(server.url()).with(trusting(file("ca.pem"))), "handshake_first"),
                tls("server", ", handshake_first: true"));
    }

    @Test
    void aServerOfAnUnknownAuthorityIsNotTrusted() {
        withServer(
                server -> assertStaysAlone(NatsOptions.of(server.url()).with(NatsTls.DEFAULT), "unable to find valid"),
                tls("server", ""));
    }

    @Test
    void aServerWithTheCertificateOfAnotherHostIsNotTrusted() {
        withServer(
                server -> assertStaysAlone(
                        NatsOptions.of(server.url()).with(trusting(file("ca.pem"))),
                        "No subject alternative names matching IP address 127.0.0.1"),
                tls("elsewhere", ""));
    }

    @Test
    void aNodeShowsItsCertificateIfTheServerWantsOne() {
        String verifying = tls("server", ", ca_file: \"" + file("ca.pem") + "\", verify: true");
        NatsTls known = new NatsTls(
                List.of(file("ca.pem")), Optional.of(file("node.pem")), Optional.of(file("node.key")), false);

        withServer(
                server -> {
                    assertMeet(NatsOptions.of(server.url()).with(known));
                    assertStaysAlone(NatsOptions.of(server.url()).with(trusting(file("ca.pem"))), "not connected");
                },
                verifying);
    }

    @Test
    void aNodeIsKnownByItsNKey() throws Exception {
        NKey key = NKey.createUser(null);
        NKey stranger = NKey.createUser(null);

        withServer(
                server -> {
                    NatsOptions options = NatsOptions.of(server.url());
                    assertMeet(options.with(new NatsAuthentication.NKeyFile(seed("node.nk", key))));
                    assertStaysAlone(
                            options.with(new NatsAuthentication.NKeyFile(seed("stranger.nk", stranger))),
                            "refuses the credentials of this node");
                },
                "authorization { users: [ { nkey: " + new String(key.getPublicKey()) + " } ] }");
    }

    private Path seed(String name, NKey key) {
        try {
            return Files.writeString(folder.resolve(name), new String(key.getSeed()) + "\n");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aNodeIsKnownByItsCredentialsFile() throws Exception {
        NKey operator = NKey.createOperator(null);
        NKey account = NKey.createAccount(null);
        NKey user = NKey.createUser(null);
        String operatorToken = token(operator, operator, "\"type\":\"operator\",\"version\":2");
        String accountToken = token(
                operator,
                account,
                "\"type\":\"account\",\"version\":2,\"limits\":{\"subs\":-1,\"data\":-1,\"payload\":-1,\"conn\":-1,"
                        + "\"leaf\":-1,\"imports\":-1,\"exports\":-1,\"wildcards\":true}");
        String userToken =
                token(account, user, "\"type\":\"user\",\"version\":2,\"subs\":-1,\"data\":-1,\"payload\":-1");
        String otherToken = token(
                NKey.createAccount(null),
                user,
                "\"type\":\"user\",\"version\":2,\"subs\":-1,\"data\":-1,\"payload\":-1");

        withServer(
                server -> {
                    NatsOptions options = NatsOptions.of(server.url());
                    assertMeet(options.with(credentials("node.creds", userToken, user)));
                    assertStaysAlone(
                            options.with(credentials("other.creds", otherToken, user)),
                            "refuses the credentials of this node");
                },
                "operator: " + operatorToken,
                "resolver: MEMORY",
                "resolver_preload: { " + new String(account.getPublicKey()) + ": " + accountToken + " }");
    }

    private NatsAuthentication credentials(String name, String token, NKey user) {
        try {
            Path file = Files.writeString(
                    folder.resolve(name),
                    "-----BEGIN NATS USER JWT-----\n" + token + "\n------END NATS USER JWT------\n\n"
                            + "-----BEGIN USER NKEY SEED-----\n" + new String(user.getSeed())
                            + "\n------END USER NKEY SEED------\n");
            return new NatsAuthentication.CredentialsFile(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns a token of NATS: a JSON Web Token with a special kind of signature. */
    private static String token(NKey issuer, NKey subject, String claims) throws GeneralSecurityException, IOException {
        String header = encoded("{\"typ\":\"JWT\",\"alg\":\"ed25519-nkey\"}");
        String body = encoded("{\"jti\":\"" + System.nanoTime() + "\",\"iat\":1700000000,\"iss\":\""
                + new String(issuer.getPublicKey()) + "\",\"sub\":\"" + new String(subject.getPublicKey())
                + "\",\"name\":\"test\",\"nats\":{" + claims + "}}");
        String signed = header + "." + body;
        byte[] signature = issuer.sign(signed.getBytes(StandardCharsets.UTF_8));
        return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
