package io.aerostat.router.authentication.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.message.Authenticate;
import io.aerostat.protocol.option.HelloDetails;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.router.authentication.Account;
import io.aerostat.router.authentication.AuthenticationOptions;
import io.aerostat.router.authentication.AuthenticationRequest;
import io.aerostat.router.authentication.AuthenticationStep;
import io.aerostat.router.authentication.AuthenticationStep.Challenged;
import io.aerostat.router.authentication.AuthenticationStep.Granted;
import io.aerostat.router.authentication.AuthenticationStep.Refused;
import io.aerostat.router.authentication.Denial;
import io.aerostat.router.realm.ProcedureException;
import io.aerostat.router.service.ServiceException;
import io.aerostat.router.session.TransportInfo;
import io.aerostat.router.transport.Certificates;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests sessions that join by their TLS certificate, or because an object of the embedder accepts them (COO-1, TLS-1,
 * DYN-1).
 */
class TlsAndFunctionTest {
    private final AuthenticationFactory factory = new AuthenticationFactory(
            (realm, procedure, arguments) -> CompletableFuture.failedFuture(new AssertionError("nobody is called")),
            Runnable::run,
            Denial.SPECIFICATION);

    @ParameterizedTest
    @CsvSource({"SHA-256", "SHA-1"})
    @Conformance("TLS-1")
    void aKnownCertificateIsItsPrincipal(String algorithm, @TempDir Path folder) throws Exception {
        X509Certificate known = Certificates.make(folder, "known", "EC").certificate();
        X509Certificate stranger = Certificates.make(folder, "stranger", "EC").certificate();
        String digits = HexFormat.ofDelimiter(":")
                .formatHex(MessageDigest.getInstance(algorithm).digest(known.getEncoded()));
        AuthenticationMethods tls = factory.create(List.of(new AuthenticationOptions.StaticTls(
                List.of(new Account<>("client1", "backend", digits.toUpperCase(Locale.ROOT))))));

        assertThat(begin(tls, "tls", null, List.of(known)))
                .isEqualTo(new Granted(null, "client1", "backend", "static", Map.of()));
        assertThat(begin(tls, "tls", "client1", List.of(known))).isInstanceOf(Granted.class);
        assertThat(begin(tls, "tls", "another", List.of(known))).isInstanceOf(Refused.class);
        assertThat(begin(tls, "tls", null, List.of(stranger))).isInstanceOf(Refused.class);
        assertThat(begin(tls, "tls", null, List.of())).isInstanceOf(Refused.class);
    }

    @Test
    void aFingerprintMustBeOne() {
        assertThatThrownBy(() -> factory.create(List.of(
                        new AuthenticationOptions.StaticTls(List.of(new Account<>("client1", "backend", "AB:CD"))))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected the 64 hexadecimal digits");
    }

    @Test
    void aFunctionDecides() {
        AuthenticationMethods authentication = factory.create(List.of(new AuthenticationOptions.Function(
                "ticket",
                (realm, authid, details) -> {
                    assertThat(realm).isEqualTo("realm1");
                    if ("sesame".equals(details.get("ticket"))) {
                        return CompletableFuture.completedFuture(Map.of("role", "user", "authid", "Ali"));
                    }
                    throw new ServiceException("com.example.closed", "the cave is closed to " + authid);
                },
                null)));
        Challenged challenged = (Challenged) begin(authentication, "ticket", "ali", List.of());

        assertThat(answer(challenged, "sesame")).isEqualTo(new Granted(null, "Ali", "user", "function", Map.of()));
        assertThat(answer(challenged, "barley"))
                .isEqualTo(new Refused("com.example.closed", "the cave is closed to ali"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "")
    void aTicketAloneCanIdentifyTheClientAndAnEmptyAuthidIsRefused(String said) {
        List<Object> asked = new ArrayList<>();
        AuthenticationMethods authentication = factory.create(List.of(new AuthenticationOptions.Function(
                "ticket",
                (realm, authid, details) -> {
                    asked.add(authid);
                    return CompletableFuture.completedFuture(Map.of("role", "user"));
                },
                null)));
        Challenged challenged = (Challenged) begin(authentication, "ticket", said, List.of());

        assertThat(answer(challenged, "sesame"))
                .isInstanceOfSatisfying(
                        Granted.class, granted -> assertThat(granted.authid()).isNotEmpty());
        assertThat(asked).containsExactly((Object) null);
    }

    @Test
    @Conformance({"AUT-5", "P10"})
    void aFunctionThatFailsRefusesWithoutTellingWhy() {
        AuthenticationMethods authentication = factory.create(List.of(new AuthenticationOptions.Function(
                "anonymous",
                (realm, authid, details) -> {
                    throw new IllegalStateException("password 1234");
                },
                null)));
        assertThat(begin(authentication, "anonymous", null, List.of()))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo("wamp.error.authentication_failed");
                    assertThat(refused.message()).doesNotContain("1234");
                });
    }

    @Test
    @Conformance({"TLS-1", "DYN-1"})
    void aProcedureIsAskedWhoOwnsACertificate(@TempDir Path folder) throws Exception {
        X509Certificate known = Certificates.make(folder, "known", "EC").certificate();
        List<Object> asked = new ArrayList<>();
        AuthenticationFactory asking = new AuthenticationFactory(
                (realm, procedure, arguments) -> {
                    asked.add(procedure);
                    asked.addAll(arguments.args());
                    return CompletableFuture.completedFuture(
                            new PayloadValues(List.of(Map.of("role", "backend", "authid", "client1")), Map.of()));
                },
                Runnable::run,
                Denial.SPECIFICATION);
        AuthenticationMethods tls = asking.create(
                List.of(new AuthenticationOptions.Dynamic("tls", "com.example.authenticate", null, null)));

        assertThat(begin(tls, "tls", null, List.of())).isInstanceOf(Refused.class);
        assertThat(asked).isEmpty();
        assertThat(begin(tls, "tls", "asked for", List.of(known)))
                .isEqualTo(new Granted(null, "client1", "backend", "dynamic", Map.of()));
        assertThat(asked).startsWith("com.example.authenticate", "realm1", "asked for");
        Map<?, ?> details = (Map<?, ?>) asked.get(3);
        assertThat(details.get("authmethod")).isEqualTo("tls");
        Map<?, ?> certificate = (Map<?, ?>) ((Map<?, ?>) details.get("transport")).get("peer_cert");
        HexFormat colons = HexFormat.ofDelimiter(":").withUpperCase();
        for (String algorithm : List.of("SHA-256", "SHA-1")) {
            byte[] digest = MessageDigest.getInstance(algorithm).digest(known.getEncoded());
            assertThat(certificate.get(algorithm.replace("-", "").toLowerCase(Locale.ROOT)))
                    .isEqualTo(colons.formatHex(digest));
        }
        assertThat(certificate.get("subject")).isEqualTo(Map.of("cn", "known"));
        assertThat(certificate.get("not_after"))
                .isEqualTo(known.getNotAfter().toInstant().toString());
    }

    @Test
    @Conformance({"TLS-1", "AUT-5"})
    void aFunctionMayRefuseTheOwnerOfACertificate(@TempDir Path folder) throws Exception {
        X509Certificate known = Certificates.make(folder, "known", "EC").certificate();
        X509Certificate stranger = Certificates.make(folder, "stranger", "EC").certificate();
        AuthenticationMethods tls = factory.create(List.of(new AuthenticationOptions.Function(
                "tls",
                (realm, authid, details) -> {
                    Map<?, ?> transport = (Map<?, ?>) details.get("transport");
                    if (!Map.of("cn", "known").equals(((Map<?, ?>) transport.get("peer_cert")).get("subject"))) {
                        throw new ProcedureException("com.example.stranger", "nobody knows this certificate");
                    }
                    return CompletableFuture.completedFuture(Map.of("authid", "client1"));
                },
                "backend")));

        assertThat(begin(tls, "tls", null, List.of(known)))
                .isEqualTo(new Granted(null, "client1", "backend", "function", Map.of()));
        assertThat(begin(tls, "tls", null, List.of(stranger)))
                .isEqualTo(new Refused("com.example.stranger", "nobody knows this certificate"));
    }

    private static AuthenticationStep begin(
            AuthenticationMethods authentication, String method, String authid, List<X509Certificate> certificates) {
        TransportInfo transport = new TransportInfo(
                "tls", "websocket", "tcp4:127.0.0.1:1", "tcp4:127.0.0.1:2", true, null, Map.of(), null, certificates);
        HelloDetails details = new HelloDetails(Roles.NONE, null, List.of(method), authid, null, Map.of());
        return authentication
                .begin(new AuthenticationRequest(1, "realm1", details, transport, Serialization.JSON))
                .step()
                .toCompletableFuture()
                .join();
    }

    private static AuthenticationStep answer(Challenged challenged, String signature) {
        return challenged
                .answer()
                .apply(new Authenticate(signature, Map.of()))
                .toCompletableFuture()
                .join();
    }
}
