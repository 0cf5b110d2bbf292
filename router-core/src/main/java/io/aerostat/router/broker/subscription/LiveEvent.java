package io.aerostat.router.broker.subscription;

import io.aerostat.router.broker.publication.EventFeatures;
import io.aerostat.router.link.SharedMessage;

/** An event on its way to the subscribers of one subscription. Any thread. */
public interface LiveEvent {
    boolean isFor(Subscriber subscriber);

    /** Returns the EVENT for a receiver that announced these features. */
    SharedMessage message(EventFeatures announced);

    /** Returns the number of the event in the history of the subscription, or 0 if it is not recorded. */
    long number();

    /** Returns the size of the payload in bytes. */
    int bytes();
}
