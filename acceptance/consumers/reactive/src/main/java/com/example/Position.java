package com.example;

public record Position(double latitude, double longitude) {}
