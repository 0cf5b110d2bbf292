package io.aerostat.router.authentication;

import io.aerostat.router.authentication.AuthenticationStep.Challenged;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Tickets: the client sends its secret as it is (TIC-1, TIC-2). */
public final class TicketAuthentication implements AuthenticationMethod {
    private static final String NAME = "ticket";

    private final TicketCheck check;
    private final Denial denial;
    private final boolean assignsRealms;

    private TicketAuthentication(TicketCheck check, Denial denial, boolean assignsRealms) {
        this.check = check;
        this.denial = denial;
        this.assignsRealms = assignsRealms;
    }

    /** Compares with a known ticket; the credential of the accounts is the ticket. */
    public static TicketAuthentication of(Map<String, Account<String>> accounts, Denial denial) {
        Map<String, Account<String>> known = Map.copyOf(accounts);
        boolean assignsRealms = known.values().stream().anyMatch(account -> account.realm() != null);
        TicketCheck check = (request, authid, ticket) -> {
            Account<String> account = known.get(authid);
            // AUT-6, AUT-10: an unknown authid takes the comparison too.
            byte[] expected = (account == null ? "" : account.credential()).getBytes(StandardCharsets.UTF_8);
            boolean same = MessageDigest.isEqual(expected, ticket.getBytes(StandardCharsets.UTF_8));
            return CompletableFuture.completedFuture(
                    same && account != null
                            ? account.granted("static")
                            : denial.because("the ticket of " + NAME + " authentication is invalid"));
        };
        return new TicketAuthentication(check, denial, assignsRealms);
    }

    /** Asks a procedure, which gets the ticket in {@code details.ticket}. */
    public static TicketAuthentication dynamic(DynamicAuthenticator authenticator, String provider, Denial denial) {
        TicketCheck check = (request, authid, ticket) -> RefusedException.recover(authenticator
                .ask(NAME, request, Map.of("ticket", ticket), principal -> ticket)
                .thenApply(account -> account.granted(provider)));
        return new TicketAuthentication(check, denial, true);
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
        String authid = request.details().authid();
        return CompletableFuture.completedFuture(
                authid == null || authid.isEmpty()
                        ? denial.because("no authid given (expected one for ticket)")
                        : new Challenged(Map.of(), answer -> check.check(request, authid, answer.signature())));
    }

    /** Decides on a ticket. */
    @FunctionalInterface
    private interface TicketCheck {
        CompletionStage<AuthenticationStep> check(AuthenticationRequest request, String authid, String ticket);
    }
}
