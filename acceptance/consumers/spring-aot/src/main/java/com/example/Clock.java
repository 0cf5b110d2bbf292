package com.example;

import io.aerostat.client.annotation.Contract;
import io.aerostat.client.annotation.Procedure;

/** Tells the time of day. */
@Contract("com.example.clock")
interface Clock {
    @Procedure("partOfDay")
    String partOfDay(int hour);
}
