package io.aerostat.router.meta;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.uri.ReservedUris;
import io.aerostat.router.dealer.Dealer;
import io.aerostat.router.dealer.callee.RegistrationDetails;
import io.aerostat.router.service.ServiceCaller;
import io.aerostat.router.service.ServiceException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The procedures {@code wamp.registration.…} (RM-1 to RM-4). Registrations of {@code wamp.} procedures are hidden
 * (META-3).
 */
final class RegistrationProcedures implements ProcedureGroup {
    private static final List<String> URIS = List.of(
            "wamp.registration.list",
            "wamp.registration.lookup",
            "wamp.registration.match",
            "wamp.registration.get",
            "wamp.registration.list_callees",
            "wamp.registration.count_callees",
            "wamp.registration.remove_callee");

    private final Dealer dealer;

    RegistrationProcedures(Dealer dealer) {
        this.dealer = dealer;
    }

    @Override
    public List<String> uris() {
        return URIS;
    }

    @Override
    public CompletionStage<PayloadValues> call(String uri, ServiceCaller caller, PayloadValues values) {
        return switch (uri) {
            case "wamp.registration.list" -> list(caller, values);
            case "wamp.registration.lookup" -> lookup(caller, values);
            case "wamp.registration.match" -> match(caller, values);
            case "wamp.registration.get" -> get(caller, values);
            case "wamp.registration.list_callees" -> listCallees(caller, values);
            case "wamp.registration.count_callees" -> countCallees(caller, values);
            case "wamp.registration.remove_callee" -> removeCallee(caller, values);
            default -> throw new IllegalArgumentException(uri);
        };
    }

    private CompletionStage<PayloadValues> list(ServiceCaller caller, PayloadValues values) {
        long session = new Arguments(values).optionalId(0, "session_id");
        List<RegistrationDetails> visible = dealer.allRegistrations().stream()
                .filter(RegistrationProcedures::isVisible)
                .filter(one -> session == 0 || dealer.callees(one.id()).contains(session))
                .toList();
        return CompletableFuture.completedFuture(
                Results.byPolicy(visible, RegistrationDetails::match, RegistrationDetails::id));
    }

    private CompletionStage<PayloadValues> lookup(ServiceCaller caller, PayloadValues values) {
        Arguments arguments = new Arguments(values);
        return idOrNull(dealer.lookup(arguments.text(0, "procedure"), arguments.match(1)));
    }

    private CompletionStage<PayloadValues> match(ServiceCaller caller, PayloadValues values) {
        return idOrNull(dealer.match(new Arguments(values).text(0, "procedure")));
    }

    /** Returns the id of a registration, or null (not 0) if there is none (RM-4, A-38). */
    private static CompletionStage<PayloadValues> idOrNull(Optional<RegistrationDetails> found) {
        return Results.of(found.filter(RegistrationProcedures::isVisible)
                .map(RegistrationDetails::id)
                .orElse(null));
    }

    private CompletionStage<PayloadValues> get(ServiceCaller caller, PayloadValues values) {
        return Results.of(EntryDictionary.of(find(values)));
    }

    private CompletionStage<PayloadValues> listCallees(ServiceCaller caller, PayloadValues values) {
        return Results.of(dealer.callees(find(values).id()));
    }

    private CompletionStage<PayloadValues> countCallees(ServiceCaller caller, PayloadValues values) {
        return Results.of((long) dealer.callees(find(values).id()).size());
    }

    /** Removes a callee from a registration (REV-4). */
    private CompletionStage<PayloadValues> removeCallee(ServiceCaller caller, PayloadValues values) {
        Arguments arguments = new Arguments(values);
        long registration = arguments.id(0, "registration");
        long session = arguments.id(1, "session");
        String reason = arguments.optionalReason(2);
        find(values);
        return switch (dealer.revoke(registration, session, reason)) {
            case DONE -> Results.nothing();
            case NO_SUCH_REGISTRATION -> throw noSuchRegistration(registration);
            case NO_SUCH_CALLEE ->
                throw new ServiceException(
                        ErrorUris.NO_SUCH_SESSION,
                        "session " + session + " is not a callee of registration " + registration);
        };
    }

    private RegistrationDetails find(PayloadValues values) {
        long id = new Arguments(values).id(0, "registration");
        return dealer.registration(id)
                .filter(RegistrationProcedures::isVisible)
                .orElseThrow(() -> noSuchRegistration(id));
    }

    private static ServiceException noSuchRegistration(long id) {
        return new ServiceException(
                ErrorUris.NO_SUCH_REGISTRATION, "no registration with ID " + id + " exists on this dealer");
    }

    private static boolean isVisible(RegistrationDetails registration) {
        return !ReservedUris.isReserved(registration.uri());
    }
}
