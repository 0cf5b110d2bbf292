/** Tests of the auto-configuration, each with a router in its process. */
@NullMarked
package io.aerostat.spring;

import org.jspecify.annotations.NullMarked;
