package io.aerostat.router;

/** placeholder until the session machinery lands */
final class Router {}
