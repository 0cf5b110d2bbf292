package io.aerostat.router.authentication;

import io.aerostat.protocol.authentication.CryptosignKey;
import io.aerostat.protocol.authentication.scram.ScramCredential;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An authentication method of a transport, as an embedder configures it. */
public sealed interface AuthenticationOptions {

    /** How long an authenticator may take by default, as in Crossbar.io; its client may take as long to join (P10). */
    Duration DEFAULT_DEADLINE = Duration.ofSeconds(10);

    /** Has one method for each kind of authentication method. */
    interface Visitor<R> {
        R anonymous(Anonymous config);

        R staticTicket(StaticTicket config);

        R staticWampCra(StaticWampCra config);

        R staticScram(StaticScram config);

        R staticCryptosign(StaticCryptosign config);

        R staticTls(StaticTls config);

        R dynamic(Dynamic config);

        R function(Function config);

        R functionClass(FunctionClass config);

        R cookie(Cookie config);

        R provided(Provided config);

        R custom(Custom config);
    }

    /** Calls the visitor's method for this kind. */
    <R> R accept(Visitor<R> visitor);

    /**
     * Returns the name by which clients ask for the method, such as {@code ticket}; for SCRAM, its name in Crossbar.io.
     */
    String methodName();

    /**
     * Every client joins with this role (ANO-1).
     *
     * @param authid of all sessions, or null for a random one for each
     */
    record Anonymous(String role, @Nullable String authid) implements AuthenticationOptions {
        @Override
        public String methodName() {
            return "anonymous";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.anonymous(this);
        }
    }

    /** Tickets that are known when the router starts, by authid; the credential is the ticket. */
    record StaticTicket(Map<String, Account<String>> accounts) implements AuthenticationOptions {
        public StaticTicket {
            accounts = Map.copyOf(accounts);
        }

        @Override
        public String methodName() {
            return "ticket";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.staticTicket(this);
        }
    }

    /** WAMP-CRA with secrets that are known when the router starts, by authid. */
    record StaticWampCra(Map<String, Account<CraSecret>> accounts) implements AuthenticationOptions {
        public StaticWampCra {
            accounts = Map.copyOf(accounts);
        }

        @Override
        public String methodName() {
            return "wampcra";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.staticWampCra(this);
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

        @Override
        public String methodName() {
            return "scram";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.staticScram(this);
        }
    }

    /**
     * Cryptosign with public keys that are known when the router starts; the credential of an account is the set of its
     * keys, 64 hexadecimal digits each.
     *
     * @param routerKey the key with which the router proves its identity to clients that ask for it (CRY-9), or null
     *     for the router's own, if it has one
     */
    record StaticCryptosign(
            List<Account<Set<String>>> accounts, @Nullable CryptosignKey routerKey) implements AuthenticationOptions {
        public StaticCryptosign {
            accounts = List.copyOf(accounts);
        }

        @Override
        public String methodName() {
            return "cryptosign";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.staticCryptosign(this);
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

        @Override
        public String methodName() {
            return method;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.dynamic(this);
        }
    }

    /**
     * A Java object decides.
     *
     * @param method {@code anonymous}, {@code ticket}, {@code wampcra}, {@code scram}, {@code cryptosign} or
     *     {@code tls}
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

        @Override
        public String methodName() {
            return method;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.function(this);
        }
    }

    /**
     * The client's TLS certificate; the credential of an account is the certificate's fingerprint in hexadecimal
     * digits, colons allowed: SHA-256, or SHA-1 for old configurations.
     */
    record StaticTls(List<Account<String>> accounts) implements AuthenticationOptions {
        public StaticTls {
            accounts = List.copyOf(accounts);
        }

        @Override
        public String methodName() {
            return "tls";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.staticTls(this);
        }
    }

    /**
     * An object of a Java class decides. The router gets the object from its {@link AuthenticatorLoader}.
     *
     * @param method {@code anonymous}, {@code ticket}, {@code wampcra}, {@code scram}, {@code cryptosign} or
     *     {@code tls}
     * @param classname the name of a class that is an {@link AuthenticatorFunction}
     * @param config the configuration of the object; may hold secrets
     * @param defaultRole for principals without a role, or null to refuse them
     * @param deadline how long the object may take
     */
    record FunctionClass(
            String method,
            String classname,
            Map<String, @Nullable Object> config,
            @Nullable String defaultRole,
            Duration deadline)
            implements AuthenticationOptions {
        public FunctionClass {
            config = Collections.unmodifiableMap(new LinkedHashMap<>(config));
        }

        /** Shows only the keys of the {@code config}. */
        @Override
        public String toString() {
            return "FunctionClass[method=" + method + ", classname=" + classname + ", config=" + config.keySet() + "]";
        }

        @Override
        public String methodName() {
            return method;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.functionClass(this);
        }
    }

    /**
     * The cookie of a WebSocket service: the client has authenticated before, by another method, on a connection with
     * this cookie (COO-1).
     */
    record Cookie() implements AuthenticationOptions {
        @Override
        public String methodName() {
            return "cookie";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.cookie(this);
        }
    }

    /**
     * An authentication method that its provider creates when the listener opens.
     *
     * @param methodName the name of the method that the provider makes
     */
    record Provided(String methodName, MethodProvider provider) implements AuthenticationOptions {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.provided(this);
        }
    }

    /** A method that the embedder implements. */
    record Custom(AuthenticationMethod method) implements AuthenticationOptions {
        @Override
        public String methodName() {
            return method.name();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.custom(this);
        }
    }
}
