package io.aerostat.test.guide.balloon;

import io.aerostat.client.annotation.Arg;
import io.aerostat.client.annotation.WampError;

@WampError("com.balloon.error.too_full")
public class TooFull extends Exception {
    private final int limit;

    public TooFull(String message, @Arg("limit") int limit) {
        super(message);
        this.limit = limit;
    }

    public int limit() {
        return limit;
    }
}
