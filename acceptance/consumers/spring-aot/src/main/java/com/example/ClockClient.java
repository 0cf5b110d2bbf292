package com.example;

import io.aerostat.client.annotation.Contract;
import io.aerostat.client.annotation.Procedure;

/** The clock, as its callers see it. */
@Contract("com.example.clock")
public interface ClockClient {
    @Procedure("partOfDay")
    String partOfDay(int hour);
}
