package io.aerostat.test.guide.balloon;

public record Position(double latitude, double longitude) {}
