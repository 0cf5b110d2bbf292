/**
 * Checks payloads against JSON Schemas (2020-12): {@link io.aerostat.validation.SchemaContracts} makes the contracts of
 * a realm from descriptions and schemas. API. Schemas are compiled on the thread of the caller and never fetched; any
 * thread may check payloads. Must not depend on the node.
 */
@NullMarked
package io.aerostat.validation;

import org.jspecify.annotations.NullMarked;
