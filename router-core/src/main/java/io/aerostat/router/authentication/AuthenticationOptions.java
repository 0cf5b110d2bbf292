package io.aerostat.router.authentication;

import io.aerostat.protocol.authentication.CryptosignKey;
import io.aerostat.protocol.authentication.scram.ScramCredential;
import io.aerostat.router.cookie.CookieStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An authentication method of a transport, as an embedder configures it. */
public sealed interface AuthenticationOptions {

    /** How long an authenticator may take by default, as in Crossbar.io; the client waits for as long (P10). */
    Duration DEFAULT_DEADLINE = Duration.ofSeconds(10);

    /**
     * Every client joins with this role (ANO-1).
     *
     * @param authid of all sessions, or null for a random one for each
     */
    record Anonymous(String role, @Nullable String authid) implements AuthenticationOptions {}

    /** Tickets that are known when the router starts, by authid; the credential is the ticket. */
    record StaticTicket(Map<String, Account<String>> accounts) implements AuthenticationOptions {
        public StaticTicket {
            accounts = Map.copyOf(accounts);
        }
    }

    /** WAMP-CRA with secrets that are known when the router starts, by authid. */
    record StaticWampCra(Map<String, Account<CraSecret>> accounts) implements AuthenticationOptions {
        public StaticWampCra {
            accounts = Map.copyOf(accounts);
        }
    }

    /**
     * SCRAM with credentials that are known when the router starts, by authid; also under the name {@code scram} of
     * Crossbar.io.
     */
    record StaticScram(Map<String, Account<ScramCredential>> accounts) implements AuthenticationOptions {
        public StaticScram {
            accounts = Map.copyOf(accounts);
        }
    }

    /**
     * Cryptosign with public keys that are known when the router starts; the credential of an account is the set of its
     * keys, 64 hexadecimal digits each.
     *
     * @param routerKey the key with which the router proves itself to clients that ask (CRY-9), or null for the
     *     router's own, if it has one
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
     * @param method {@code anonymous}, {@code ticket}, {@code wampcra}, {@code scram}, {@code cryptosign} or
     *     {@code tls}
     * @param procedure a URI
     * @param realm where the procedure is registered, or null for the realm that the client requests
     * @param callerRole the role with whose permissions the procedure is called, or null for the realm's own trusted
     *     session
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
     * The cookie of the WebSocket transport, on which a session has authenticated before by another method (COO-1).
     *
     * @param store the store of the transport's cookie; transports with the same store share their logins
     */
    record Cookie(CookieStore store) implements AuthenticationOptions {}

    /** A method that the embedder implements. */
    record Custom(AuthenticationMethod method) implements AuthenticationOptions {}
}
