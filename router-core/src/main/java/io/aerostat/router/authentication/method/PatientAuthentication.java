package io.aerostat.router.authentication.method;

import io.aerostat.router.authentication.AuthenticationMethod;
import io.aerostat.router.authentication.AuthenticationRequest;
import io.aerostat.router.authentication.AuthenticationStep;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** A method whose authenticator may take longer than the handshake limit. */
record PatientAuthentication(AuthenticationMethod method, Duration patience) implements AuthenticationMethod {
    @Override
    public String name() {
        return method.name();
    }

    @Override
    public CompletionStage<AuthenticationStep> begin(AuthenticationRequest request) {
        return method.begin(request);
    }

    @Override
    public boolean appliesTo(AuthenticationRequest request) {
        return method.appliesTo(request);
    }

    @Override
    public boolean assignsRealms() {
        return method.assignsRealms();
    }
}
