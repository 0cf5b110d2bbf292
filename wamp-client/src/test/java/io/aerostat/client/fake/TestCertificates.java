package io.aerostat.client.fake;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;

/** A self-signed certificate, made by the JDK's own keytool. */
public final class TestCertificates {
    private static final String PASSWORD = "changeit";

    private TestCertificates() {}

    /** The TLS context of a server, and the certificate that its clients must trust. */
    public record Issued(SslContext server, Path trusted) {}

    /** @param san the subject alternative name, such as {@code ip:127.0.0.1} */
    public static Issued issue(Path folder, String san) throws Exception {
        Path store = folder.resolve("store.p12");
        Path pem = folder.resolve("trusted.pem");
        keytool(List.of(
                "-genkeypair",
                "-alias",
                "router",
                "-keyalg",
                "EC",
                "-dname",
                "CN=router",
                "-validity",
                "2",
                "-ext",
                "san=" + san,
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-storetype",
                "PKCS12"));
        keytool(List.of(
                "-exportcert",
                "-rfc",
                "-alias",
                "router",
                "-file",
                pem.toString(),
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD.toCharArray());
        return new Issued(SslContextBuilder.forServer(factory).build(), pem);
    }

    private static void keytool(List<String> arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IllegalStateException("keytool: " + output);
        }
    }
}
