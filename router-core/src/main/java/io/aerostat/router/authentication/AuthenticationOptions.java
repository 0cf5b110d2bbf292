package io.aerostat.router.authentication;

import io.aerostat.protocol.authentication.CryptosignKey;
import io.aerostat.protocol.authentication.scram.ScramCredential;
import io.aerostat.router.cookie.CookieStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An authentication method as an embedder asks for it, for one transport. */
public sealed interface AuthenticationOptions {

    /** How long an authenticator may take unless told otherwise, as in Crossbar.io; the client waits so much longer (P10). */
    Duration DEFAULT_DEADLINE = Duration.ofSeconds(10);

    /** Everybody joins with this role (ANO-1). @param authid of all of them, or null for a random one each */
    record Anonymous(String role, @Nullable String authid) implements AuthenticationOptions {}

    /** Tickets that are known beforehand, by authid; the credential is the ticket. */
    record StaticTicket(Map<String, Account<String>> accounts) implements AuthenticationOptions {
        public StaticTicket {
            accounts = Map.copyOf(accounts);
        }
    }

    /** WAMP-CRA with secrets that are known beforehand, by authid. */
    record StaticWampCra(Map<String, Account<CraSecret>> accounts) implements AuthenticationOptions {
        public StaticWampCra {
            accounts = Map.copyOf(accounts);
        }
    }

    /** SCRAM with credentials that are known beforehand, by authid; also under its name in Crossbar.io, {@code scram}. */
    record StaticScram(Map<String, Account<ScramCredential>> accounts) implements AuthenticationOptions {
        public StaticScram {
            accounts = Map.copyOf(accounts);
        }
    }

    /**
     * Cryptosign with public keys that are known beforehand; the credential of an account is the set of its keys, 64 hexadecimal digits each.
     *
     * @param routerKey with which the router proves itself to clients that ask (CRY-9), or null for the router's own, if it has one
     */
    record StaticCryptosign(
            List<Account<Set<String>>> accounts, @Nullable CryptosignKey routerKey) implements AuthenticationOptions {
        public StaticCryptosign {
            accounts = List.copyOf(accounts);
        }
    }

    /**
     * A procedure decides (DYN-1).
     *
     * @param method {@code anonymous}, {@code ticket}, {@code wampcra}, {@code scram}, {@code cryptosign} or {@code tls}
     * @param procedure a URI
     * @param realm where the procedure is registered, or null for the realm that the client asks for
     * @param callerRole the role as which the procedure is called, with its permissions, or null for the realm's own trusted session
     * @param defaultRole for principals without a role, or null to refuse them
     * @param deadline how long the procedure may take
     */
    record Dynamic(
            String method,
            String procedure,
            @Nullable String realm,
            @Nullable String callerRole,
            @Nullable String defaultRole,
            Duration deadline)
            implements AuthenticationOptions {
        public Dynamic(
                String method,
                String procedure,
                @Nullable String realm,
                @Nullable String callerRole,
                @Nullable String defaultRole) {
            this(method, procedure, realm, callerRole, defaultRole, DEFAULT_DEADLINE);
        }

        public Dynamic(String method, String procedure, @Nullable String realm, @Nullable String defaultRole) {
            this(method, procedure, realm, null, defaultRole);
        }
    }

    /**
     * A Java object decides.
     *
     * @param method {@code anonymous}, {@code ticket}, {@code wampcra}, {@code scram}, {@code cryptosign} or {@code tls}
     * @param defaultRole for principals without a role, or null to refuse them
     * @param deadline how long the object may take
     */
    record Function(
            String method,
            AuthenticatorFunction function,
            @Nullable String defaultRole,
            Duration deadline) implements AuthenticationOptions {
        public Function(String method, AuthenticatorFunction function, @Nullable String defaultRole) {
            this(method, function, defaultRole, DEFAULT_DEADLINE);
        }
    }

    /**
     * The client's TLS certificate; the credential of an account is the certificate's fingerprint in hexadecimal digits, colons allowed: SHA-256, or
     * SHA-1 for old configurations.
     */
    record StaticTls(List<Account<String>> accounts) implements AuthenticationOptions {
        public StaticTls {
            accounts = List.copyOf(accounts);
        }
    }

    /**
     * The cookie of the WebSocket transport, on which somebody has authenticated before by another method (COO-1).
     *
     * @param store that of the transport's cookie; transports that share it share who is logged in
     */
    record Cookie(CookieStore store) implements AuthenticationOptions {}

    /** A method of the embedder's own. */
    record Custom(AuthenticationMethod method) implements AuthenticationOptions {}
}
