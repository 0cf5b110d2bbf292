package io.aerostat.router.meta;

import io.aerostat.router.broker.subscription.SubscriptionDetails;
import io.aerostat.router.dealer.callee.RegistrationDetails;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes dictionaries of subscriptions and registrations: {@code {id, created, uri, match, invoke}} (META-5, RM-3). */
final class EntryDictionary {
    private EntryDictionary() {}

    static Map<String, @Nullable Object> of(SubscriptionDetails subscription) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("id", subscription.id());
        details.put(
                "created", subscription.created().truncatedTo(ChronoUnit.MILLIS).toString());
        details.put("uri", subscription.uri());
        details.put("match", subscription.match().wire());
        return details;
    }

    static Map<String, @Nullable Object> of(RegistrationDetails registration) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("id", registration.id());
        details.put(
                "created", registration.created().truncatedTo(ChronoUnit.MILLIS).toString());
        details.put("uri", registration.uri());
        details.put("match", registration.match().wire());
        details.put("invoke", registration.invoke().wire());
        return details;
    }
}
