package io.aerostat.router.authentication;

import io.aerostat.router.service.ProcedureCaller;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;

/** Makes the authentication of a transport out of its configuration, with what all transports of a router share. Any thread. */
public final class AuthenticationFactory {
    /** Below the deadline of the handshake, so that the client is told what failed (P10). */
    private static final Duration AUTHENTICATOR_DEADLINE = Duration.ofMillis(4_500);

    private final ProcedureCaller caller;
    private final Executor slowCrypto;
    private final Denial denial;

    /** @param slowCrypto runs key derivations, off the event loops */
    public AuthenticationFactory(ProcedureCaller caller, Executor slowCrypto, Denial denial) {
        this.caller = caller;
        this.slowCrypto = slowCrypto;
        this.denial = denial;
    }

    /**
     * @param methods none for anonymous sessions of role {@code anonymous}
     * @throws IllegalArgumentException if a method is configured twice or is unknown
     */
    public Authentication create(List<MethodConfig> methods) {
        return methods.isEmpty()
                ? Authentication.anonymous()
                : new Authentication(methods.stream().map(this::method).toList());
    }

    private AuthenticationMethod method(MethodConfig config) {
        if (config instanceof MethodConfig.Anonymous anonymous) {
            AnonymousAuthentication method = AnonymousAuthentication.withRole(anonymous.role());
            return anonymous.authid() == null ? method : method.withAuthid(anonymous.authid());
        }
        if (config instanceof MethodConfig.StaticTicket ticket) {
            return TicketAuthentication.of(ticket.accounts(), denial);
        }
        if (config instanceof MethodConfig.StaticWampCra cra) {
            return new WampCraAuthentication(
                    new StaticAccounts<>(cra.accounts()),
                    MockSecrets.like(cra.accounts().values()),
                    denial,
                    slowCrypto);
        }
        if (config instanceof MethodConfig.Dynamic dynamic) {
            return dynamic(dynamic);
        }
        if (config instanceof MethodConfig.Custom custom) {
            return custom.method();
        }
        throw new IllegalArgumentException("unknown authentication configuration " + config.getClass());
    }

    private AuthenticationMethod dynamic(MethodConfig.Dynamic config) {
        DynamicAuthenticator authenticator = new DynamicAuthenticator(
                caller, config.procedure(), config.realm(), config.defaultRole(), AUTHENTICATOR_DEADLINE);
        return switch (config.method()) {
            case "anonymous" -> new DynamicAnonymousAuthentication(authenticator);
            case "ticket" -> TicketAuthentication.dynamic(authenticator, denial);
            case "wampcra" ->
                new WampCraAuthentication(
                        new DynamicAccounts<>(authenticator, CraSecret::read),
                        MockSecrets.unsalted(),
                        denial,
                        slowCrypto);
            default ->
                throw new IllegalArgumentException("dynamic authentication: found method \"" + config.method()
                        + "\" (expected anonymous, ticket or wampcra)");
        };
    }
}
