package io.aerostat.node.config.grammar.authentication;

import static io.aerostat.node.config.type.Types.someOf;
import static io.aerostat.node.config.type.Types.text;

import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.grammar.authentication.Principals.Principal;
import io.aerostat.node.config.grammar.value.Names;
import io.aerostat.node.config.located.LocatedObject;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.router.authentication.AuthenticationOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The keys for static authentication with a private key of the client: cryptosign and TLS certificates. */
final class PublicKeyGrammar {
    private static final Field<List<String>> AUTHORIZED_KEYS = Field.required(
            "authorized_keys",
            someOf(text("[0-9a-fA-F]{64}", "a public key of 64 hexadecimal digits")),
            "Public Ed25519 keys, hexadecimal.");
    private static final Field<Optional<String>> REALM = Field.optional(
            "realm",
            Names.REALM,
            "The realm that sessions with these keys join. The default is the realm that the client requests.");

    private static final Field<Map<String, Principal<Set<String>>>> CRYPTOSIGN_PRINCIPALS = Principals.optionalField(
            "principals",
            ObjectType.named("cryptosign principal", "A principal that may join with a private key.")
                    .fields(AUTHORIZED_KEYS, Principals.ROLE, REALM)
                    .into(values -> new Principal<>(
                            values.get(Principals.ROLE), values.get(REALM), Set.copyOf(values.get(AUTHORIZED_KEYS)))));

    static final ObjectType<AuthenticationOptions> CRYPTOSIGN = Principals.method("cryptosign")
            .fields(
                    CRYPTOSIGN_PRINCIPALS,
                    Field.withoutEffect(
                            "trustroots",
                            "nobody can join by certificates of Ethereum, because Crossbar.io 26 fails to read them;"
                                    + " list public keys in \"principals\""))
            .check(PublicKeyGrammar::principalsOrTrustRoots)
            .into(values -> new AuthenticationOptions.StaticCryptosign(
                    List.copyOf(Principals.accounts(values.get(CRYPTOSIGN_PRINCIPALS))
                            .values()),
                    null));

    private static final Field<Optional<String>> SHA1 = Field.optional(
            "certificate-sha1",
            text("[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){19}", "a fingerprint such as \"AB:CD:…\" of 20 bytes"),
            "The SHA-1 fingerprint of the certificate, as in Crossbar.io.");
    private static final Field<Optional<String>> SHA256 = Field.optional(
            "certificate-sha256",
            text("[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){31}", "a fingerprint such as \"AB:CD:…\" of 32 bytes"),
            "The SHA-256 fingerprint of the certificate.");

    private static final Field<Map<String, Principal<String>>> TLS_PRINCIPALS = Principals.field(
            "principals",
            ObjectType.named("tls principal", "A principal that may join with a certificate.")
                    .fields(SHA256, SHA1, Principals.ROLE)
                    .check(PublicKeyGrammar::oneFingerprint)
                    .into(values -> new Principal<>(
                            values.get(Principals.ROLE),
                            values.get(SHA256).or(() -> values.get(SHA1)).orElseThrow())));

    static final ObjectType<AuthenticationOptions> TLS = Principals.method("tls")
            .fields(TLS_PRINCIPALS)
            .into(values -> new AuthenticationOptions.StaticTls(
                    List.copyOf(Principals.accounts(values.get(TLS_PRINCIPALS)).values())));

    private PublicKeyGrammar() {}

    private static boolean principalsOrTrustRoots(LocatedObject cryptosign, Reading reading) {
        boolean principals = cryptosign.member("principals").isPresent();
        boolean trustRoots = cryptosign.member("trustroots").isPresent();
        if (principals == trustRoots) {
            reading.member("principals")
                    .problem(
                            cryptosign.at(),
                            principals
                                    ? "found both \"principals\" and \"trustroots\" (expected one of them)"
                                    : "missing (expected public keys by authid)");
        }
        return principals != trustRoots;
    }

    private static boolean oneFingerprint(LocatedObject principal, Reading reading) {
        if (principal.member("certificate-sha256").isEmpty()
                && principal.member("certificate-sha1").isEmpty()) {
            reading.problem(
                    principal.at(), "found no fingerprint (expected \"certificate-sha256\" or \"certificate-sha1\")");
            return false;
        }
        return true;
    }
}
