package io.aerostat.router.transport;

import io.aerostat.router.listener.TlsException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

/** Reads PEM files, and says what is wrong with those it cannot read. Blocks; not for event loops. */
final class PemFiles {
    private PemFiles() {}

    static PrivateKey privateKey(String item, Path file) throws TlsException {
        for (Object object : objects(item, file)) {
            try {
                if (object instanceof PrivateKeyInfo key) {
                    return new JcaPEMKeyConverter().getPrivateKey(key);
                } else if (object instanceof PEMKeyPair pair) {
                    return new JcaPEMKeyConverter().getPrivateKey(pair.getPrivateKeyInfo());
                } else if (object instanceof PKCS8EncryptedPrivateKeyInfo || object instanceof PEMEncryptedKeyPair) {
                    throw new TlsException(
                            item, file, "found an encrypted private key (expected one without a passphrase)");
                }
            } catch (IOException e) {
                throw new TlsException(item, file, "found a private key of an unknown kind (" + e.getMessage() + ")");
            }
        }
        throw new TlsException(item, file, "found no private key (expected one in PEM)");
    }

    static List<X509Certificate> certificates(String item, Path file) throws TlsException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Object object : objects(item, file)) {
            if (object instanceof X509CertificateHolder holder) {
                try {
                    certificates.add(new JcaX509CertificateConverter().getCertificate(holder));
                } catch (CertificateException e) {
                    throw new TlsException(item, file, "found a broken certificate (" + e.getMessage() + ")");
                }
            }
        }
        if (certificates.isEmpty()) {
            throw new TlsException(item, file, "found no certificate (expected at least one in PEM)");
        }
        return certificates;
    }

    private static List<Object> objects(String item, Path file) throws TlsException {
        List<Object> objects = new ArrayList<>();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1);
                PEMParser parser = new PEMParser(reader)) {
            for (Object object = parser.readObject(); object != null; object = parser.readObject()) {
                objects.add(object);
            }
        } catch (NoSuchFileException e) {
            throw new TlsException(item, file, "found no such file");
        } catch (AccessDeniedException e) {
            throw new TlsException(item, file, "found a file that may not be read");
        } catch (IOException | RuntimeException e) {
            throw new TlsException(item, file, "found broken PEM (" + e.getMessage() + ")");
        }
        return objects;
    }
}
