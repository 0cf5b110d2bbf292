/**
 * Tests of interoperability. Unmodified clients of other projects join a running {@code router.jar}; each is caller,
 * callee, publisher and subscriber, with the Java client as its peer. The Java client also joins routers of other
 * projects. The tests write the outcomes to {@code docs/interoperability.md}.
 */
@NullMarked
package io.aerostat.acceptance.interop;

import org.jspecify.annotations.NullMarked;
