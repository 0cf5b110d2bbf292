package io.aerostat.router.broker;

import io.aerostat.protocol.option.Audience;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.option.PublishOptions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Options of PUBLISH, with a method for each option that a test sets. Immutable. */
record Options(
        boolean acknowledge,
        boolean excludeMe,
        Audience audience,
        boolean discloseMe,
        boolean retain,
        @Nullable String rkey,
        Passthru passthru) {
    static final Options NONE = new Options(false, true, Audience.EVERYONE, false, false, null, Passthru.NONE);

    PublishOptions build() {
        return new PublishOptions(acknowledge, excludeMe, audience, discloseMe, retain, rkey, passthru);
    }

    Options acknowledged() {
        return new Options(true, excludeMe, audience, discloseMe, retain, rkey, passthru);
    }

    Options notExcludingMe() {
        return new Options(acknowledge, false, audience, discloseMe, retain, rkey, passthru);
    }

    Options to(Audience some) {
        return new Options(acknowledge, excludeMe, some, discloseMe, retain, rkey, passthru);
    }

    Options disclosed() {
        return new Options(acknowledge, excludeMe, audience, true, retain, rkey, passthru);
    }

    Options retained() {
        return new Options(acknowledge, excludeMe, audience, discloseMe, true, rkey, passthru);
    }

    Options sharded(String key) {
        return new Options(acknowledge, excludeMe, audience, discloseMe, retain, key, passthru);
    }

    Options passedThrough(Passthru how) {
        return new Options(acknowledge, excludeMe, audience, discloseMe, retain, rkey, how);
    }

    static Audience eligible(Long... sessions) {
        return new Audience(null, null, null, Set.of(sessions), null, null);
    }

    static Audience exclude(Long... sessions) {
        return new Audience(Set.of(sessions), null, null, null, null, null);
    }

    static Audience eligibleAuthid(String... authids) {
        return new Audience(null, null, null, null, Set.of(authids), null);
    }

    static Audience excludeAuthid(String... authids) {
        return new Audience(null, Set.of(authids), null, null, null, null);
    }

    static Audience eligibleAuthrole(String... authroles) {
        return new Audience(null, null, null, null, null, Set.of(authroles));
    }

    static Audience excludeAuthrole(String... authroles) {
        return new Audience(null, null, Set.of(authroles), null, null, null);
    }
}
