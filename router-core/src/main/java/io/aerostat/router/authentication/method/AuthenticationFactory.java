package io.aerostat.router.authentication.method;

import io.aerostat.protocol.authentication.CryptosignKey;
import io.aerostat.protocol.authentication.scram.Scram;
import io.aerostat.protocol.authentication.scram.ScramCost;
import io.aerostat.protocol.authentication.scram.ScramCredential;
import io.aerostat.protocol.authentication.scram.ScramDialect;
import io.aerostat.router.authentication.Account;
import io.aerostat.router.authentication.AuthenticationMethod;
import io.aerostat.router.authentication.AuthenticationOptions;
import io.aerostat.router.authentication.AuthenticatorLoader;
import io.aerostat.router.authentication.Denial;
import io.aerostat.router.authentication.MethodProvider;
import io.aerostat.router.authentication.account.AccountSource;
import io.aerostat.router.authentication.account.CraDictionary;
import io.aerostat.router.authentication.account.CryptosignAccounts;
import io.aerostat.router.authentication.account.DynamicAccounts;
import io.aerostat.router.authentication.account.DynamicAuthenticator;
import io.aerostat.router.authentication.account.PrincipalDictionary;
import io.aerostat.router.authentication.account.ScramDictionary;
import io.aerostat.router.authentication.account.StaticAccounts;
import io.aerostat.router.cookie.CookieStore;
import io.aerostat.router.service.ProcedureCaller;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Creates the authentication methods of a transport from its options, and holds the objects that all transports of a
 * router share. Thread-safe.
 */
public final class AuthenticationFactory {
    /**
     * The time by which the deadline of a handshake exceeds the deadline of its authenticator, so that a late
     * authenticator misses its own deadline first.
     */
    private static final Duration ANSWER_MARGIN = Duration.ofMillis(500);

    private final ProcedureCaller caller;
    private final Function<String, ProcedureCaller> callers;
    private final Executor slowCrypto;
    private final SignatureCheck signatureChecks;
    private final Denial denial;
    private final boolean ticketsInClear;
    private volatile @Nullable CryptosignKey routerKey;
    private final AuthenticatorLoader loader;
    private final Map<CookieStore, CookieSessions> cookieSessions = new ConcurrentHashMap<>();

    /**
     * Creates a factory that accepts neither tickets in the clear nor authenticator classes, for a router without a
     * key.
     *
     * @param slowCrypto runs slow key derivations outside the event loops
     */
    public AuthenticationFactory(ProcedureCaller caller, Executor slowCrypto, Denial denial) {
        this(caller, role -> caller, slowCrypto, denial, false, Optional.empty());
    }

    /** Creates a factory for a router without a key. */
    public AuthenticationFactory(
            ProcedureCaller caller,
            Function<String, ProcedureCaller> callers,
            Executor slowCrypto,
            Denial denial,
            boolean ticketsInClear) {
        this(caller, callers, slowCrypto, denial, ticketsInClear, Optional.empty());
    }

    /** Creates a factory that refuses authenticators configured by class name. */
    public AuthenticationFactory(
            ProcedureCaller caller,
            Function<String, ProcedureCaller> callers,
            Executor slowCrypto,
            Denial denial,
            boolean ticketsInClear,
            Optional<CryptosignKey> routerKey) {
        this(caller, callers, slowCrypto, denial, ticketsInClear, routerKey, AuthenticatorLoader.NONE);
    }

    /**
     * Creates a factory.
     *
     * @param callers calls procedures with the permissions of a role
     * @param ticketsInClear whether tickets are accepted over unencrypted connections from other machines (TIC-3)
     * @param routerKey the key with which the router proves its identity to cryptosign clients that request this proof
     *     (CRY-9); a cryptosign method with its own key uses that key instead
     * @param loader makes the authenticators that are configured by class name
     */
    public AuthenticationFactory(
            ProcedureCaller caller,
            Function<String, ProcedureCaller> callers,
            Executor slowCrypto,
            Denial denial,
            boolean ticketsInClear,
            Optional<CryptosignKey> routerKey,
            AuthenticatorLoader loader) {
        this.caller = caller;
        this.callers = callers;
        this.slowCrypto = slowCrypto;
        this.signatureChecks = new SignatureCheck(slowCrypto);
        this.denial = denial;
        this.ticketsInClear = ticketsInClear;
        this.routerKey = routerKey.orElse(null);
        this.loader = loader;
    }

    /**
     * Sets the key with which the router proves its identity. The key applies to methods that are created after this
     * call.
     */
    public void routerKey(CryptosignKey key) {
        this.routerKey = key;
    }

    /** Creates the authentication of a service without a cookie, like {@link #create(List, Optional)}. */
    public AuthenticationMethods create(List<AuthenticationOptions> methods) {
        return create(methods, Optional.empty());
    }

    /**
     * Creates the authentication of a service. Blocks if classes have to be loaded.
     *
     * @param methods the methods; if empty, every client joins with the role {@code anonymous}
     * @param cookies the store of the service's cookie, if it has one; services that share the store share the
     *     identities in it
     * @throws IllegalArgumentException if a method is configured twice or cannot be used
     */
    public AuthenticationMethods create(List<AuthenticationOptions> methods, Optional<CookieStore> cookies) {
        if (methods.isEmpty()) {
            return AuthenticationMethods.anonymous();
        }
        MethodFactory factory = new MethodFactory(cookies);
        return new AuthenticationMethods(
                methods.stream().flatMap(config -> config.accept(factory)).toList());
    }

    /**
     * Makes the methods of one service from their options. The options of one method may result in two methods, because
     * some methods have two names.
     */
    private final class MethodFactory implements AuthenticationOptions.Visitor<Stream<AuthenticationMethod>> {
        private final Optional<CookieStore> cookies;

        MethodFactory(Optional<CookieStore> cookies) {
            this.cookies = cookies;
        }

        @Override
        public Stream<AuthenticationMethod> anonymous(AuthenticationOptions.Anonymous config) {
            AnonymousAuthentication method = AnonymousAuthentication.withRole(config.role());
            return Stream.of(config.authid() == null ? method : method.withAuthid(config.authid()));
        }

        @Override
        public Stream<AuthenticationMethod> staticTicket(AuthenticationOptions.StaticTicket config) {
            return Stream.of(ticket(TicketAuthentication.of(config.accounts(), denial)));
        }

        @Override
        public Stream<AuthenticationMethod> staticWampCra(AuthenticationOptions.StaticWampCra config) {
            return Stream.of(new WampCraAuthentication(
                    new StaticAccounts<>(config.accounts()),
                    MockSecrets.like(config.accounts().values()),
                    denial,
                    slowCrypto));
        }

        @Override
        public Stream<AuthenticationMethod> staticScram(AuthenticationOptions.StaticScram config) {
            return scram(
                    new StaticAccounts<>(config.accounts()), config.accounts().values());
        }

        @Override
        public Stream<AuthenticationMethod> staticCryptosign(AuthenticationOptions.StaticCryptosign config) {
            return Stream.of(new CryptosignAuthentication(
                    new CryptosignAccounts(config.accounts()),
                    config.routerKey() == null ? routerKey : config.routerKey(),
                    denial,
                    signatureChecks));
        }

        @Override
        public Stream<AuthenticationMethod> staticTls(AuthenticationOptions.StaticTls config) {
            return Stream.of(new TlsAuthentication(config.accounts(), denial));
        }

        @Override
        public Stream<AuthenticationMethod> dynamic(AuthenticationOptions.Dynamic config) {
            DynamicAuthenticator authenticator = new DynamicAuthenticator(
                    config.callerRole() == null ? caller : callers.apply(config.callerRole()),
                    config.procedure(),
                    config.realm(),
                    config.defaultRole(),
                    config.deadline());
            return patient(config.deadline(), asking(config.method(), authenticator, "dynamic"));
        }

        @Override
        public Stream<AuthenticationMethod> function(AuthenticationOptions.Function config) {
            DynamicAuthenticator authenticator = new DynamicAuthenticator(
                    new FunctionCaller(config.function()), "(function)", null, config.defaultRole(), config.deadline());
            return patient(config.deadline(), asking(config.method(), authenticator, "function"));
        }

        @Override
        public Stream<AuthenticationMethod> functionClass(AuthenticationOptions.FunctionClass config) {
            return function(new AuthenticationOptions.Function(
                    config.method(), loader.load(config), config.defaultRole(), config.deadline()));
        }

        @Override
        public Stream<AuthenticationMethod> cookie(AuthenticationOptions.Cookie config) {
            CookieStore store = cookies.orElseThrow(() -> new IllegalArgumentException(
                    "cookie authentication: found no cookie (expected one for the same service)"));
            return Stream.of(new CookieAuthentication(
                    store, cookieSessions.computeIfAbsent(store, CookieSessions::new), denial));
        }

        @Override
        public Stream<AuthenticationMethod> proxied(AuthenticationOptions.Proxied config) {
            boolean provesNothing = config.proxy() instanceof AuthenticationOptions.Anonymous;
            return config.proxy()
                    .accept(this)
                    .map(method -> new ProxiedAuthentication(config.methodName(), method, provesNothing, denial));
        }

        @Override
        public Stream<AuthenticationMethod> provided(AuthenticationOptions.Provided config) {
            return Stream.of(
                    config.provider().open(new MethodProvider.Surroundings(slowCrypto, denial, ticketsInClear)));
        }

        @Override
        public Stream<AuthenticationMethod> custom(AuthenticationOptions.Custom config) {
            return Stream.of(config.method());
        }
    }

    /** Wraps the methods so that a handshake waits until the authenticator's deadline. */
    private static Stream<AuthenticationMethod> patient(Duration deadline, Stream<AuthenticationMethod> methods) {
        return methods.map(method -> new PatientAuthentication(method, deadline.plus(ANSWER_MARGIN)));
    }

    private Stream<AuthenticationMethod> asking(String method, DynamicAuthenticator authenticator, String provider) {
        return switch (method) {
            case "anonymous" -> Stream.of(new DynamicAnonymousAuthentication(authenticator, provider));
            case "ticket" -> Stream.of(ticket(TicketAuthentication.dynamic(authenticator, provider, denial)));
            case "wampcra" ->
                Stream.of(new WampCraAuthentication(
                        new DynamicAccounts<>(authenticator, provider, CraDictionary::read),
                        MockSecrets.unsalted(),
                        denial,
                        slowCrypto));
            case Scram.OTHER_METHOD, Scram.METHOD ->
                scram(new DynamicAccounts<>(authenticator, provider, ScramDictionary::read), List.of());
            case "cryptosign" ->
                Stream.of(new CryptosignAuthentication(
                        new DynamicAccounts<>(
                                authenticator,
                                provider,
                                (PrincipalDictionary principal) ->
                                        Set.of(CryptosignAccounts.publicKey(principal.text("pubkey")))),
                        routerKey,
                        denial,
                        signatureChecks));
            case "tls" -> Stream.of(new DynamicTlsAuthentication(authenticator, provider, denial));
            default ->
                throw new IllegalArgumentException(provider + " authentication: found method \"" + method
                        + "\" (expected anonymous, ticket, wampcra, scram, cryptosign or tls)");
        };
    }

    private TicketAuthentication ticket(TicketAuthentication method) {
        return ticketsInClear ? method.allowedInClear() : method;
    }

    /** Returns the methods of both SCRAM dialects. */
    private Stream<AuthenticationMethod> scram(
            AccountSource<ScramCredential> accounts, Collection<Account<ScramCredential>> known) {
        ScramCost cost = known.stream()
                .findFirst()
                .map(account -> account.credential().cost())
                .orElseGet(() -> ScramCost.pbkdf2(ScramCost.MIN_ROUNDS));
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return Stream.of(ScramDialect.values())
                .map(dialect -> new ScramAuthentication(
                        dialect, accounts, authid -> ScramCredential.mock(secret, authid, cost), denial));
    }
}
