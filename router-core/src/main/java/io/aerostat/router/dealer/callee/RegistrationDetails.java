package io.aerostat.router.dealer.callee;

import io.aerostat.protocol.option.InvocationPolicy;
import io.aerostat.protocol.uri.MatchPolicy;
import java.time.Instant;

/** A registration as the meta API shows it (RM-3), with the policies in effect. */
public record RegistrationDetails(long id, Instant created, String uri, MatchPolicy match, InvocationPolicy invoke) {}
