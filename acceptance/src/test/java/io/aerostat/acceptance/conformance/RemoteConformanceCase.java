package io.aerostat.acceptance.conformance;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A class whose tests all run over each of the sixteen wires to router.jar: for messages that cannot be sent
 * in-process, and for authentication.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("io.aerostat.acceptance.conformance.Wire#remote")
public abstract class RemoteConformanceCase extends WireCase {}
