package io.aerostat.router.authentication.method;

import io.aerostat.protocol.authentication.CryptosignKey;
import io.aerostat.protocol.authentication.scram.Scram;
import io.aerostat.protocol.authentication.scram.ScramCost;
import io.aerostat.protocol.authentication.scram.ScramCredential;
import io.aerostat.protocol.authentication.scram.ScramDialect;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.router.authentication.Account;
import io.aerostat.router.authentication.AuthenticationMethod;
import io.aerostat.router.authentication.AuthenticationOptions;
import io.aerostat.router.authentication.AuthenticatorFunction;
import io.aerostat.router.authentication.Denial;
import io.aerostat.router.authentication.account.AccountSource;
import io.aerostat.router.authentication.account.CraDictionary;
import io.aerostat.router.authentication.account.CryptosignAccounts;
import io.aerostat.router.authentication.account.DynamicAccounts;
import io.aerostat.router.authentication.account.DynamicAuthenticator;
import io.aerostat.router.authentication.account.ScramDictionary;
import io.aerostat.router.authentication.account.StaticAccounts;
import io.aerostat.router.cookie.CookieStore;
import io.aerostat.router.service.ProcedureCaller;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Creates the authentication methods of a transport from its options, and holds what all transports of a router share.
 * Any thread.
 */
public final class AuthenticationFactory {
    /**
     * Added to the deadline of an authenticator, so that a late one ends in its own refusal and not in the handshake's.
     */
    private static final Duration ANSWER_MARGIN = Duration.ofMillis(500);

    private final ProcedureCaller caller;
    private final Function<String, ProcedureCaller> callers;
    private final Executor slowCrypto;
    private final Denial denial;
    private final boolean ticketsInClear;
    private final @Nullable CryptosignKey routerKey;
    private final Map<CookieStore, CookieSessions> cookieSessions = new ConcurrentHashMap<>();

    /** @param slowCrypto runs key derivations, off the event loops */
    public AuthenticationFactory(ProcedureCaller caller, Executor slowCrypto, Denial denial) {
        this(caller, role -> caller, slowCrypto, denial, false, Optional.empty());
    }

    /** As the other constructor, without a key of the router's own. */
    public AuthenticationFactory(
            ProcedureCaller caller,
            Function<String, ProcedureCaller> callers,
            Executor slowCrypto,
            Denial denial,
            boolean ticketsInClear) {
        this(caller, callers, slowCrypto, denial, ticketsInClear, Optional.empty());
    }

    /**
     * @param callers returns the caller that acts in a role
     * @param ticketsInClear whether tickets are accepted over unencrypted connections from other machines (TIC-3)
     * @param routerKey the key with which the router proves itself to cryptosign clients that ask, unless their method
     *     has its own (CRY-9)
     */
    public AuthenticationFactory(
            ProcedureCaller caller,
            Function<String, ProcedureCaller> callers,
            Executor slowCrypto,
            Denial denial,
            boolean ticketsInClear,
            Optional<CryptosignKey> routerKey) {
        this.caller = caller;
        this.callers = callers;
        this.slowCrypto = slowCrypto;
        this.denial = denial;
        this.ticketsInClear = ticketsInClear;
        this.routerKey = routerKey.orElse(null);
    }

    /**
     * @param methods if empty, sessions are anonymous with role {@code anonymous}
     * @throws IllegalArgumentException if a method is configured twice or is unknown
     */
    public AuthenticationMethods create(List<AuthenticationOptions> methods) {
        return methods.isEmpty()
                ? AuthenticationMethods.anonymous()
                : new AuthenticationMethods(
                        methods.stream().flatMap(this::methods).toList());
    }

    private Stream<AuthenticationMethod> methods(AuthenticationOptions config) {
        if (config instanceof AuthenticationOptions.StaticScram scram) {
            return scram(
                    new StaticAccounts<>(scram.accounts()), scram.accounts().values());
        }
        if (config instanceof AuthenticationOptions.Dynamic dynamic) {
            return patient(
                    dynamic.deadline(),
                    asking(
                            dynamic.method(),
                            new DynamicAuthenticator(
                                    dynamic.callerRole() == null ? caller : callers.apply(dynamic.callerRole()),
                                    dynamic.procedure(),
                                    dynamic.realm(),
                                    dynamic.defaultRole(),
                                    dynamic.deadline()),
                            "dynamic"));
        }
        if (config instanceof AuthenticationOptions.Function function) {
            return patient(
                    function.deadline(),
                    asking(
                            function.method(),
                            new DynamicAuthenticator(
                                    calling(function.function()),
                                    "(function)",
                                    null,
                                    function.defaultRole(),
                                    function.deadline()),
                            "function"));
        }
        return Stream.of(method(config));
    }

    /** Lets clients wait for an authenticator for longer than a handshake may take. */
    private static Stream<AuthenticationMethod> patient(Duration deadline, Stream<AuthenticationMethod> methods) {
        return methods.map(method -> new PatientAuthentication(method, deadline.plus(ANSWER_MARGIN)));
    }

    private AuthenticationMethod method(AuthenticationOptions config) {
        if (config instanceof AuthenticationOptions.Anonymous anonymous) {
            AnonymousAuthentication method = AnonymousAuthentication.withRole(anonymous.role());
            return anonymous.authid() == null ? method : method.withAuthid(anonymous.authid());
        }
        if (config instanceof AuthenticationOptions.StaticTicket ticket) {
            return ticket(TicketAuthentication.of(ticket.accounts(), denial));
        }
        if (config instanceof AuthenticationOptions.StaticWampCra cra) {
            return new WampCraAuthentication(
                    new StaticAccounts<>(cra.accounts()),
                    MockSecrets.like(cra.accounts().values()),
                    denial,
                    slowCrypto);
        }
        if (config instanceof AuthenticationOptions.StaticCryptosign cryptosign) {
            return new CryptosignAuthentication(
                    new CryptosignAccounts(cryptosign.accounts()),
                    cryptosign.routerKey() == null ? routerKey : cryptosign.routerKey(),
                    denial);
        }
        if (config instanceof AuthenticationOptions.StaticTls tls) {
            return new TlsAuthentication(tls.accounts(), denial);
        }
        if (config instanceof AuthenticationOptions.Cookie cookie) {
            return new CookieAuthentication(
                    cookie.store(), cookieSessions.computeIfAbsent(cookie.store(), CookieSessions::new), denial);
        }
        if (config instanceof AuthenticationOptions.Custom custom) {
            return custom.method();
        }
        throw new IllegalArgumentException("unknown authentication configuration " + config.getClass());
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
                                principal -> Set.of(CryptosignAccounts.publicKey(principal.text("pubkey")))),
                        routerKey,
                        denial));
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

    /** Returns a caller that calls the function instead of a procedure. */
    private static ProcedureCaller calling(AuthenticatorFunction function) {
        return (realm, procedure, arguments) -> {
            List<@Nullable Object> args = arguments.args();
            Map<String, @Nullable Object> details = new LinkedHashMap<>();
            if (args.get(2) instanceof Map<?, ?> dictionary) {
                dictionary.forEach((key, value) -> details.put(String.valueOf(key), value));
            }
            try {
                return function.authenticate((String) args.get(0), (String) args.get(1), details)
                        .thenApply(result -> new PayloadValues(Collections.singletonList(result), Map.of()));
            } catch (RuntimeException e) {
                return CompletableFuture.failedFuture(e);
            }
        };
    }
}
