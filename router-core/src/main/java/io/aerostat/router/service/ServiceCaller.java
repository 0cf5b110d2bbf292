package io.aerostat.router.service;

/** The caller of a procedure of the router; always disclosed to the router. */
public record ServiceCaller(long session, String authid, String authrole) {}
