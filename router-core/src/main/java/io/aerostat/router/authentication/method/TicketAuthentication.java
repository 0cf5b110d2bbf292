package io.aerostat.router.authentication.method;

import io.aerostat.router.authentication.Account;
import io.aerostat.router.authentication.AuthenticationMethod;
import io.aerostat.router.authentication.AuthenticationRequest;
import io.aerostat.router.authentication.AuthenticationStep;
import io.aerostat.router.authentication.AuthenticationStep.Challenged;
import io.aerostat.router.authentication.Denial;
import io.aerostat.router.authentication.account.DynamicAuthenticator;
import io.aerostat.router.authentication.account.RefusedException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Ticket authentication: the client sends its secret unchanged (TIC-1, TIC-2), which requires a connection that others
 * cannot read (TIC-3).
 */
final class TicketAuthentication implements AuthenticationMethod {
    private static final String NAME = "ticket";

    private final TicketCheck check;
    private final Denial denial;
    /** Whether a client must send an authid; false if the authenticator can find the account by the ticket alone. */
    private final boolean needsAuthid;

    private final boolean assignsRealms;
    private final boolean isAllowedInClear;

    private TicketAuthentication(
            TicketCheck check, Denial denial, boolean needsAuthid, boolean assignsRealms, boolean isAllowedInClear) {
        this.needsAuthid = needsAuthid;
        this.check = check;
        this.denial = denial;
        this.assignsRealms = assignsRealms;
        this.isAllowedInClear = isAllowedInClear;
    }

    /** Returns a method for a fixed set of accounts. The credential of an account is its ticket. */
    public static TicketAuthentication of(Map<String, Account<String>> accounts, Denial denial) {
        Map<String, Account<String>> known = Map.copyOf(accounts);
        boolean assignsRealms = known.values().stream().anyMatch(account -> account.realm() != null);
        TicketCheck check = (request, authid, ticket) -> {
            Account<String> account = known.get(authid);
            // AUT-6, AUT-10: compare even for an unknown authid, so that the time does not reveal which authids exist.
            byte[] expected = (account == null ? "" : account.credential()).getBytes(StandardCharsets.UTF_8);
            boolean same = MessageDigest.isEqual(expected, ticket.getBytes(StandardCharsets.UTF_8));
            return CompletableFuture.completedFuture(
                    same && account != null
                            ? account.granted("static")
                            : denial.because("the ticket of " + NAME + " authentication is invalid"));
        };
        return new TicketAuthentication(check, denial, true, assignsRealms, false);
    }

    /**
     * Returns a method that calls a procedure. The procedure gets the ticket in {@code details.ticket}, and a null
     * authid if the client sends none.
     */
    public static TicketAuthentication dynamic(DynamicAuthenticator authenticator, String provider, Denial denial) {
        TicketCheck check = (request, authid, ticket) -> RefusedException.recover(authenticator
                .ask(NAME, request, Map.of("ticket", ticket), principal -> ticket)
                .thenApply(account -> account.granted(provider)));
        return new TicketAuthentication(check, denial, false, true, false);
    }

    /** Returns a copy of this method that also works on unencrypted connections from other machines. */
    TicketAuthentication allowedInClear() {
        return new TicketAuthentication(check, denial, needsAuthid, assignsRealms, true);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean assignsRealms() {
        return assignsRealms;
    }

    @Override
    public CompletionStage<AuthenticationStep> begin(AuthenticationRequest request) {
        if (!isAllowedInClear && !request.transport().isPrivate()) {
            // Refuse before the challenge, so that the client never sends the ticket in the clear.
            return CompletableFuture.completedFuture(
                    denial.because("found ticket authentication over an unencrypted connection (expected TLS, "
                            + "or a local connection)"));
        }
        String authid = request.details().authid();
        return CompletableFuture.completedFuture(
                needsAuthid && (authid == null || authid.isEmpty())
                        ? denial.because("no authid given (expected one for ticket)")
                        : new Challenged(
                                Map.of(),
                                answer -> check.check(request, authid == null ? "" : authid, answer.signature())));
    }

    /** Checks the ticket of a client. */
    @FunctionalInterface
    private interface TicketCheck {
        CompletionStage<AuthenticationStep> check(AuthenticationRequest request, String authid, String ticket);
    }
}
