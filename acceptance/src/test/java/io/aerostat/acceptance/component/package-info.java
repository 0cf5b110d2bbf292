/** Components that misbehave, for {@code router.jar} to load from the class path of a configuration. */
@NullMarked
package io.aerostat.acceptance.component;

import org.jspecify.annotations.NullMarked;
