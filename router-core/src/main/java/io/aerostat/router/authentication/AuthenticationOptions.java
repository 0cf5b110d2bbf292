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

/** The options of one authentication method of a transport, as an embedder configures it. */
public sealed interface AuthenticationOptions {

    /**
     * The default deadline of an authenticator, as in Crossbar.io. While a handshake waits for an authenticator, the
     * longer of this deadline and the handshake's own applies (P10).
     */
    Duration DEFAULT_DEADLINE = Duration.ofSeconds(10);

    /** A visitor of authentication options, with one callback for each kind. */
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

        R proxied(Proxied config);

        R provided(Provided config);

        R custom(Custom config);
    }

    /** Calls the visitor's callback for this kind of options. */
    <R> R accept(Visitor<R> visitor);

    /**
     * Returns the name by which clients ask for the method, such as {@code ticket}; for SCRAM, its name in Crossbar.io.
     */
    String methodName();

    /**
     * Anonymous authentication: every client joins with this role (ANO-1).
     *
     * @param authid the authid of all sessions, or null to give each session a random one
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

    /** Ticket authentication with a fixed set of accounts, by authid. The credential of an account is its ticket. */
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

    /** WAMP-CRA with a fixed set of secrets, by authid. */
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

    /** SCRAM with a fixed set of credentials, by authid. It is also offered under Crossbar.io's name {@code scram}. */
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
     * Cryptosign with a fixed set of public keys. The credential of an account is the set of its public keys, each in
     * 64 hexadecimal digits.
     *
     * @param routerKey the key with which the router proves its identity to clients that request this proof (CRY-9), or
     *     null to use the router's key, if it has one
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
     * Authentication by a procedure that decides who may join (DYN-1).
     *
     * @param method {@code anonymous}, {@code ticket}, {@code wampcra}, {@code scram}, {@code cryptosign} or
     *     {@code tls}
     * @param procedure the URI of the procedure
     * @param realm the realm of the procedure, or null for the realm that the client requests
     * @param callerRole the role whose permissions apply to the call, or null to call as the realm's trusted session
     * @param defaultRole the role of principals for which the procedure names no role, or null to refuse such
     *     principals
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
     * Authentication by a Java object that decides who may join.
     *
     * @param method {@code anonymous}, {@code ticket}, {@code wampcra}, {@code scram}, {@code cryptosign} or
     *     {@code tls}
     * @param defaultRole the role of principals for which the object names no role, or null to refuse such principals
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
     * Authentication by the client's TLS certificate. The credential of an account is the fingerprint of the
     * certificate in hexadecimal digits, with or without colons: SHA-256, or SHA-1 for old configurations.
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
     * Authentication by an object of a Java class. The router gets the object from its {@link AuthenticatorLoader}.
     *
     * @param method {@code anonymous}, {@code ticket}, {@code wampcra}, {@code scram}, {@code cryptosign} or
     *     {@code tls}
     * @param classname the name of a class that implements {@link AuthenticatorFunction}
     * @param config the configuration of the object; may hold secrets
     * @param defaultRole the role of principals for which the object names no role, or null to refuse such principals
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

        /** Returns a text with the keys of {@code config}, but not their values. */
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
     * Authentication by the cookie of a WebSocket service. The cookie proves the identity of a client that has
     * authenticated by another method on an earlier connection with the same cookie (COO-1).
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
     * Authentication by a proxy, which authenticates its clients and joins in their name. The proxy itself
     * authenticates by the method {@code proxy}; {@link Anonymous} is accepted only over Unix domain sockets.
     */
    record Proxied(AuthenticationOptions proxy) implements AuthenticationOptions {
        @Override
        public String methodName() {
            return proxy.methodName() + "-proxy";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.proxied(this);
        }
    }

    /**
     * An authentication method that a provider makes when the listener opens.
     *
     * @param methodName the name of the method that the provider makes
     */
    record Provided(String methodName, MethodProvider provider) implements AuthenticationOptions {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.provided(this);
        }
    }

    /** An authentication method that the embedder implements. */
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
