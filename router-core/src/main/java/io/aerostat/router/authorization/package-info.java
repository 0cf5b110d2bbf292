/** Authorization as an embedder sees it: roles, their permissions, and authorizers. Any thread. */
@NullMarked
package io.aerostat.router.authorization;

import org.jspecify.annotations.NullMarked;
