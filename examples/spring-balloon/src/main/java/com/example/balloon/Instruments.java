package com.example.balloon;

import io.aerostat.client.pubsub.Publication;
import io.aerostat.spring.WampOperations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Publishes the readings of the balloon's instruments. */
@Component
class Instruments {
    private static final Logger LOG = LoggerFactory.getLogger(Instruments.class);

    private final Balloon balloon;
    private final WampOperations wamp;

    Instruments(Balloon balloon, WampOperations wamp) {
        this.balloon = balloon;
        this.wamp = wamp;
    }

    @Scheduled(fixedRateString = "${balloon.interval:1s}")
    void publish() {
        wamp.publishAsync(
                        Publication.of("com.balloon.data").kwargs(balloon.step().kwargs()))
                .whenComplete((id, failure) -> {
                    if (failure != null) {
                        LOG.debug("telemetry not published", failure);
                    }
                });
    }
}
