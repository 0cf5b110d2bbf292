package io.aerostat.node.config.grammar.transport;

import static io.aerostat.node.config.type.Types.list;
import static io.aerostat.node.config.type.Types.text;

import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.grammar.value.FileTypes;
import io.aerostat.node.config.reading.ValueType;
import io.aerostat.router.listener.ServerTlsOptions;
import io.aerostat.router.listener.ServerTlsOptions.ClientCertificates;
import io.aerostat.router.listener.TlsException;
import io.aerostat.router.transport.Binder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The keys for TLS of a listening endpoint. */
final class ListeningTlsGrammar {
    private static final Field<Path> KEY = Field.required("key", FileTypes.PRIVATE_KEY, "PEM file of the private key.");
    private static final Field<Path> CERTIFICATE = Field.required(
            "certificate",
            FileTypes.CERTIFICATES,
            "PEM file of the certificate, which may also contain the certificate's chain.");
    private static final Field<List<Path>> CHAIN = Field.withDefault(
            "chain_certificates", list(FileTypes.CERTIFICATES), "[]", "PEM files of the certificate's chain.");
    private static final Field<List<Path>> AUTHORITIES = Field.withDefault(
            "ca_certificates",
            list(FileTypes.CERTIFICATES),
            "[]",
            "PEM files of authorities. If there are any, a client must present a certificate that one of them has "
                    + "issued.");

    private static final Field<List<String>> CIPHERS = Field.withDefault(
            "ciphers",
            text().map(ListeningTlsGrammar::suites),
            "\"\"",
            "Cipher suites, separated by colons, with the names of OpenSSL or Java. If the list is empty, or has "
                    + "only expressions of OpenSSL such as ECDH+AESGCM, the JDK chooses the suites.");

    private static final Field<List<ServerTlsOptions.Identity>> FURTHER = Field.withDefault(
            "certificates",
            list(ObjectType.named("further certificate", "Another certificate of a listening endpoint.")
                    .fields(KEY, CERTIFICATE, CHAIN)
                    .into(values -> new ServerTlsOptions.Identity(
                            values.get(KEY), values.get(CERTIFICATE), values.get(CHAIN)))),
            "[]",
            "Further certificates, for clients that ask for one of their DNS names (SNI). All other clients get "
                    + "`certificate`.");

    static final ValueType<ServerTlsOptions> TLS = ObjectType.named("listening TLS", "TLS of a listening endpoint.")
            .fields(
                    KEY,
                    CERTIFICATE,
                    CHAIN,
                    AUTHORITIES,
                    CIPHERS,
                    FURTHER,
                    Field.withoutEffect("dhparam", "key agreement is by elliptic curves"))
            .into(values -> new ServerTlsOptions(
                    values.get(KEY),
                    values.get(CERTIFICATE),
                    values.get(CHAIN),
                    values.get(AUTHORITIES),
                    values.get(AUTHORITIES).isEmpty() ? ClientCertificates.IGNORED : ClientCertificates.REQUIRED,
                    values.get(CIPHERS),
                    values.get(FURTHER)))
            .checked((tls, at) -> {
                try {
                    // Only the use of the files shows whether they belong together.
                    Binder.check(tls);
                    return Optional.of(tls);
                } catch (TlsException wrong) {
                    reportTls(wrong, at);
                    return Optional.empty();
                }
            });

    private ListeningTlsGrammar() {}

    /**
     * Accepts names of cipher suites, but no expressions of OpenSSL, because other libraries interpret these
     * differently.
     */
    private static List<String> suites(String names) {
        return Arrays.stream(names.split("[:,\\s]+"))
                .filter(name -> name.matches("[A-Za-z0-9][A-Za-z0-9_-]*"))
                .toList();
    }

    private static void reportTls(TlsException wrong, ValueType.Reporter at) {
        String message = String.valueOf(wrong.getMessage());
        if (wrong.item().equals("tls")) {
            at.problem(message);
        } else {
            at.problem(wrong.item(), message);
        }
    }
}
