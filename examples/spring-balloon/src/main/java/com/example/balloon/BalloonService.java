package com.example.balloon;

import io.aerostat.client.annotation.Contract;
import io.aerostat.client.annotation.Procedure;

/** The procedures that the balloon offers. */
@Contract("com.balloon")
public interface BalloonService {
    /** Pops the balloon if it has not been popped yet, and returns the sum of the numbers in any case. */
    @Procedure("pop")
    long pop(long x, long y);
}
