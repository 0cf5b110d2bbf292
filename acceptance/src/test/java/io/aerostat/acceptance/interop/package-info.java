/**
 * Interoperability: unmodified clients of other projects against the running {@code router.jar}, each as caller and
 * callee, publisher and subscriber of the Java client, and the Java client against other projects' routers. The
 * outcomes are written to {@code docs/interoperability.md}.
 */
@NullMarked
package io.aerostat.acceptance.interop;

import org.jspecify.annotations.NullMarked;
