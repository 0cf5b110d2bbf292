package io.aerostat.router.transport;

import io.aerostat.protocol.certificate.PemException;
import io.aerostat.protocol.certificate.PemFile;
import io.aerostat.router.listener.TlsException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** Reads the PEM files of one item of the TLS options; errors name the item. Blocks; not for event loops. */
final class TlsFiles {
    private TlsFiles() {}

    static PrivateKey privateKey(String item, Path file) throws TlsException {
        try {
            return PemFile.read(file).privateKey();
        } catch (PemException e) {
            throw new TlsException(item, file, e.problem());
        }
    }

    static List<X509Certificate> certificates(String item, Path file) throws TlsException {
        try {
            return PemFile.read(file).certificates();
        } catch (PemException e) {
            throw new TlsException(item, file, e.problem());
        }
    }
}
