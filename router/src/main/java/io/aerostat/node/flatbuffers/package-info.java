/**
 * Reads the types of payloads in FlatBuffers schemas, which Crossbar.io uses, and translates them into JSON Schemas.
 * Immutable; any thread. Must not depend on the grammar of the configuration.
 */
@NullMarked
package io.aerostat.node.flatbuffers;

import org.jspecify.annotations.NullMarked;
