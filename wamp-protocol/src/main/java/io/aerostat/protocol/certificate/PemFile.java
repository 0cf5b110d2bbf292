package io.aerostat.protocol.certificate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the certificates and the private key of a PEM file, and skips everything else in the file. With Bouncy Castle,
 * the key may have any form that OpenSSL writes; without it, the key must be in PKCS #8. Errors name the file but never
 * show its content. Any thread; reading blocks.
 */
public final class PemFile {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);
    private static final Set<String> CERTIFICATES = Set.of("CERTIFICATE", "X509 CERTIFICATE");

    private record Block(String type, String content) {
        byte[] bytes() {
            return Base64.getMimeDecoder().decode(content);
        }
    }

    private final Path file;
    private final byte[] content;
    private final List<Block> blocks = new ArrayList<>();

    private PemFile(Path file, byte[] content) {
        this.file = file;
        this.content = content;
        String text = new String(content, StandardCharsets.ISO_8859_1);
        Matcher matcher = BLOCK.matcher(text);
        int end = 0;
        while (matcher.find()) {
            blocks.add(new Block(matcher.group(1), matcher.group(2)));
            end = matcher.end();
        }
        if (text.indexOf("-----BEGIN ", end) >= 0) {
            // Another program may still be writing the file. Without this check, the blocks so far might pass for the
            // whole file.
            throw invalid(file, "found broken PEM (expected an END for each BEGIN)", null);
        }
    }

    /**
     * Reads a file.
     *
     * @throws PemException if the file cannot be read, or its last block has no end
     */
    public static PemFile read(Path file) {
        try {
            return new PemFile(file, Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw invalid(file, "found no such file", e);
        } catch (AccessDeniedException e) {
            throw invalid(file, "found a file that may not be read", e);
        } catch (IOException e) {
            throw invalid(file, "found a file that cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /**
     * Returns the certificates, in the order of the file.
     *
     * @throws PemException if there is no certificate, or a malformed one
     */
    public List<X509Certificate> certificates() {
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Block block : blocks) {
                if (CERTIFICATES.contains(block.type())) {
                    certificates.add(
                            (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.bytes())));
                }
            }
            if (blocks.isEmpty()) {
                // The file is in the format DER or PKCS #7.
                for (Certificate certificate : factory.generateCertificates(new ByteArrayInputStream(content))) {
                    certificates.add((X509Certificate) certificate);
                }
            }
        } catch (CertificateException | IllegalArgumentException e) {
            throw invalid(file, "found a broken certificate", e);
        }
        if (certificates.isEmpty()) {
            throw invalid(file, "found no certificate (expected at least one in PEM)", null);
        }
        return certificates;
    }

    /**
     * Returns the first private key.
     *
     * @throws PemException if there is no private key, or the key is encrypted or malformed
     */
    public PrivateKey privateKey() {
        byte[] curve = null;
        for (Block block : blocks) {
            try {
                if (block.type().equals("ENCRYPTED PRIVATE KEY")
                        || block.content().contains("ENCRYPTED")) {
                    throw invalid(file, "found an encrypted private key (expected one without a passphrase)", null);
                }
                switch (block.type()) {
                    case "EC PARAMETERS" -> curve = block.bytes();
                    case "PRIVATE KEY" -> {
                        return KeyForms.INSTANCE.pkcs8(block.bytes());
                    }
                    case "RSA PRIVATE KEY" -> {
                        return KeyForms.INSTANCE.pkcs1(block.bytes());
                    }
                    case "EC PRIVATE KEY" -> {
                        return KeyForms.INSTANCE.sec1(block.bytes(), curve);
                    }
                    default -> {}
                }
            } catch (KeyForms.UnknownKind e) {
                throw invalid(file, String.valueOf(e.getMessage()), null);
            } catch (IOException | GeneralSecurityException | RuntimeException e) {
                if (e instanceof PemException explained) {
                    throw explained;
                }
                throw invalid(file, "found a broken private key", e);
            }
        }
        throw invalid(file, "found no private key (expected one in PEM)", null);
    }

    private static PemException invalid(Path file, String found, @Nullable Throwable cause) {
        return new PemException(file, found, cause);
    }
}
