package io.aerostat.router.transport;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the certificate for the host name that a client asks for (SNI, RFC 6066 section 3). If a client asks for no
 * name, or for a name that no certificate has, chooses the first certificate, or a certificate that shares a name with
 * the first. Certificates are added before the first client connects; after that, any thread.
 */
final class CertificateByName extends X509ExtendedKeyManager {
    private static final int DNS_NAME = 2;

    /** The certificates by alias; the first certificate is the default. */
    private final Map<String, Identity> identities = new LinkedHashMap<>();

    /**
     * A key with its certificates.
     *
     * @param names the DNS names of the certificate in lower case, perhaps with {@code *} as first label
     */
    private record Identity(PrivateKey key, X509Certificate[] chain, List<String> names) {
        boolean has(String name) {
            return names.contains(name);
        }
    }

    /** Adds a key with its certificate chain, which begins with the certificate of the key itself. */
    void add(PrivateKey key, List<X509Certificate> chain) {
        identities.put(
                "certificate" + identities.size(),
                new Identity(key, chain.toArray(new X509Certificate[0]), names(chain.get(0))));
    }

    /** Returns the DNS names of a certificate in lower case. */
    static List<String> names(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null) {
                for (List<?> alternative : alternatives) {
                    if (Integer.valueOf(DNS_NAME).equals(alternative.get(0))) {
                        names.add(String.valueOf(alternative.get(1)).toLowerCase(Locale.ROOT));
                    }
                }
            }
        } catch (CertificateParsingException e) {
            return List.of(); // names that cannot be read are treated as absent
        }
        return names;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        SSLSession session = engine == null ? null : engine.getHandshakeSession();
        return choose(keyType, session instanceof ExtendedSSLSession extended ? wanted(extended) : null);
    }

    private static @Nullable String wanted(ExtendedSSLSession session) {
        for (SNIServerName name : session.getRequestedServerNames()) {
            if (name instanceof SNIHostName host) {
                return host.getAsciiName().toLowerCase(Locale.ROOT);
            }
        }
        return null;
    }

    /**
     * Returns the alias of the certificate to present to a client that asks for this name. JSSE calls this method once
     * for each type of key that the client supports, so the answers for one name must come from one group of
     * certificates. Returns null if no certificate of the group has a key of this type.
     */
    private @Nullable String choose(String keyType, @Nullable String name) {
        for (Map.Entry<String, Identity> entry : group(name)) {
            if (entry.getValue().key.getAlgorithm().equals(keyType)) {
                return entry.getKey();
            }
        }
        return null;
    }

    /**
     * Returns the certificates with this name. If there are none, returns the certificates with a wildcard that covers
     * the name. If there are none either, returns the first certificate and all certificates that share a name with the
     * first.
     */
    private List<Map.Entry<String, Identity>> group(@Nullable String name) {
        if (name != null) {
            List<Map.Entry<String, Identity>> exact = with(List.of(name));
            if (!exact.isEmpty()) {
                return exact;
            }
            int dot = name.indexOf('.');
            List<Map.Entry<String, Identity>> wildcard = dot < 0 ? List.of() : with(List.of("*" + name.substring(dot)));
            if (!wildcard.isEmpty()) {
                return wildcard;
            }
        }
        Map.Entry<String, Identity> first = identities.entrySet().iterator().next();
        List<Map.Entry<String, Identity>> standard = new ArrayList<>(with(first.getValue().names));
        if (!standard.contains(first)) {
            standard.add(0, first); // the first certificate has no names
        }
        return standard;
    }

    /** Returns the certificates that have one of these names, in the order in which they were added. */
    private List<Map.Entry<String, Identity>> with(List<String> names) {
        return identities.entrySet().stream()
                .filter(entry -> entry.getValue().names.stream().anyMatch(names::contains))
                .toList();
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        Identity identity = identities.get(alias);
        return identity == null ? null : identity.chain.clone();
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        Identity identity = identities.get(alias);
        return identity == null ? null : identity.key;
    }

    @Override
    public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return identities.entrySet().stream()
                .filter(entry -> entry.getValue().key.getAlgorithm().equals(keyType))
                .map(Map.Entry::getKey)
                .toArray(String[]::new);
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return choose(keyType, null);
    }

    @Override
    public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return new String[0];
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
