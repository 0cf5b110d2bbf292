package io.aerostat.acceptance.conformance;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A class whose tests all run over each of the eighteen wires. */
@ParameterizedClass(name = "{0}")
@MethodSource("io.aerostat.acceptance.conformance.Wire#all")
public abstract class ConformanceCase extends WireCase {}
