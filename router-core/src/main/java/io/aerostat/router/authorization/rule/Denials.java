package io.aerostat.router.authorization.rule;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.router.authorization.AuthorizationRequest;
import io.aerostat.router.authorization.Decision.Denied;

/**
 * Makes the refusals of all authorizers, so that a refusal reveals neither its reason nor whether the procedure or
 * topic exists (AZN-5).
 */
final class Denials {
    private Denials() {}

    static Denied notAuthorized(AuthorizationRequest request) { // AZN-2
        return new Denied(
                ErrorUris.NOT_AUTHORIZED,
                "session " + request.session() + " (" + request.principal().authid() + ", role "
                        + request.principal().authrole() + ") is not authorized to "
                        + request.action().wire() + " \"" + request.uri() + "\" on realm \""
                        + request.principal().realm() + "\"");
    }

    static Denied failed(AuthorizationRequest request) { // AZN-3
        return new Denied(
                ErrorUris.AUTHORIZATION_FAILED,
                "failed to authorize session " + request.session() + " to "
                        + request.action().wire() + " \"" + request.uri() + "\"");
    }
}
