package io.aerostat.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.router.listener.ServerTlsOptions;
import io.aerostat.test.TestRouter;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Tests certificates from an SSL bundle of Spring Boot. */
class SslBundleTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    private Path folder = Path.of("");

    private TestRouter router = TestRouter.start();
    private ApplicationContextRunner context = Contexts.plain();

    @BeforeEach
    void listen() throws Exception {
        router.close();
        KeyStore store = keyStore();
        Path key = pem(
                "key.pem",
                "PRIVATE KEY",
                store.getKey("router", PASSWORD.toCharArray()).getEncoded());
        Path certificate = pem(
                "certificate.pem", "CERTIFICATE", store.getCertificate("router").getEncoded());
        router = TestRouter.builder()
                .router(options -> options.listen(Listener.webSocket(
                        new ListeningEndpoint.Tcp("127.0.0.1", 0).withTls(new ServerTlsOptions(key, certificate)),
                        Access.ANONYMOUS)))
                .start();
        int port = router.router().listeners().get(0).port();
        context = Contexts.plain()
                .withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class))
                .withPropertyValues(
                        "aerostat.client.url=wss://127.0.0.1:" + port + "/",
                        "aerostat.client.realm=realm1",
                        "spring.ssl.bundle.pem.router.truststore.certificate=" + certificate.toUri());
    }

    @AfterEach
    void close() {
        router.close();
    }

    private KeyStore keyStore() throws Exception {
        Path file = folder.resolve("router.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "router",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=router",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.txt").toFile())
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream content = Files.newInputStream(file)) {
            store.load(content, PASSWORD.toCharArray());
        }
        return store;
    }

    private Path pem(String file, String type, byte[] content) throws Exception {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(
                folder.resolve(file), "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n");
    }

    @Test
    void theBundleSaysWhichRouterToTrust() {
        context.withPropertyValues("aerostat.client.ssl.bundle=router")
                .run(application -> assertThat(application
                                .getBean(WampOperations.class)
                                .session()
                                .isJoined())
                        .isTrue());
    }

    @Test
    void withoutTheBundleTheRouterIsNotTrusted() {
        context.run(application -> assertThat(application)
                .getFailure()
                .rootCause()
                .hasMessageContaining("unable to find valid certification path"));
    }

    @Test
    void anAbsentBundleFailsTheStart() {
        context.withPropertyValues("aerostat.client.ssl.bundle=absent")
                .run(application -> assertThat(application)
                        .getFailure()
                        .cause()
                        .hasMessageContaining("aerostat.client.ssl.bundle: ")
                        .hasMessageContaining("absent"));
    }
}
