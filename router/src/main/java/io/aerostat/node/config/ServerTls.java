package io.aerostat.node.config;

import java.nio.file.Path;
import java.util.List;

/**
 * TLS of a listening endpoint. All files are PEM.
 *
 * @param key the private key
 * @param certificate the certificate, perhaps followed by its chain
 * @param chain further certificates of the chain
 * @param clientAuthorities if there are any, clients must show a certificate of one of these authorities
 */
public record ServerTls(Path key, Path certificate, List<Path> chain, List<Path> clientAuthorities) {

    public ServerTls {
        chain = List.copyOf(chain);
        clientAuthorities = List.copyOf(clientAuthorities);
    }
}
