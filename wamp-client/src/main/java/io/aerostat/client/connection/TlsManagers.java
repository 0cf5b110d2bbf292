package io.aerostat.client.connection;

import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * The certificates and keys of a client, for programs that have them in key stores and not in PEM files.
 *
 * @param keys the client's own certificates and keys
 * @param trust decides which routers to trust
 * @param ciphers the cipher suites in order of preference; empty for the JDK's choice
 * @param protocols the versions of TLS; empty for the JDK's choice
 */
public record TlsManagers(
        KeyManagerFactory keys, TrustManagerFactory trust, List<String> ciphers, List<String> protocols) {
    public TlsManagers {
        ciphers = List.copyOf(ciphers);
        protocols = List.copyOf(protocols);
    }
}
