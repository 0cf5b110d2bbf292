package io.aerostat.node.run;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/** A certificate for the name {@code other}, made by the JDK's own tool. */
final class OtherCertificate {
    private static final String PASSWORD = "of no secret";

    private OtherCertificate() {}

    /** Writes the PEM files of a new key and its certificate. */
    static void make(Path key, Path certificate) throws Exception {
        Path store = key.resolveSibling("store.p12");
        Path log = key.resolveSibling("keytool.log");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "other",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=other",
                "-ext",
                "san=dns:other.example.com",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("keytool: " + Files.readString(log));
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        pem(certificate, "CERTIFICATE", keys.getCertificate("other").getEncoded());
        pem(key, "PRIVATE KEY", keys.getKey("other", PASSWORD.toCharArray()).getEncoded());
    }

    private static void pem(Path file, String what, byte[] content) throws IOException {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(content);
        Files.writeString(file, "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n");
    }
}
