package io.aerostat.spring.guide.migration;

record Quote(String symbol, int cents) {}
