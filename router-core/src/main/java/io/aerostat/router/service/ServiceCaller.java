package io.aerostat.router.service;

/** Who calls a procedure of the router: always disclosed to the router itself. */
public record ServiceCaller(long session, String authid, String authrole) {}
