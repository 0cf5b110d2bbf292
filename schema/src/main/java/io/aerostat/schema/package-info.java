/**
 * JSON Schemas (2020-12) of contracts: generated, written to files, and served by a procedure. API. Any thread; schemas
 * are generated on the thread of the caller. Must not depend on the router.
 */
@NullMarked
package io.aerostat.schema;

import org.jspecify.annotations.NullMarked;
