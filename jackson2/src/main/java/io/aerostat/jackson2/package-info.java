/**
 * The rules of Jackson 2 for the client. {@code StrictTypes} and {@code StrictParser} promise for Jackson 2 what
 * {@code ExactValues} and {@code ExactNumbers} of the client promise for Jackson 3. The code is written twice, because
 * the two versions of Jackson have no types in common; so both must be changed together. Any thread may use a mapping.
 * Must not depend on Jackson 3.
 */
@NullMarked
package io.aerostat.jackson2;

import org.jspecify.annotations.NullMarked;
