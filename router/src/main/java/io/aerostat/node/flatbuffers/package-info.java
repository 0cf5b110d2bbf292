/**
 * The types of payloads in schemas of FlatBuffers, as Crossbar.io uses them, written as JSON Schemas. Immutable; any
 * thread. Must not depend on the grammar of the configuration.
 */
@NullMarked
package io.aerostat.node.flatbuffers;

import org.jspecify.annotations.NullMarked;
