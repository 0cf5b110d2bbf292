/** Authorization as a user of the router sees it: roles, their permissions, and authorizers. Any thread. */
@NullMarked
package io.aerostat.router.authorization;

import org.jspecify.annotations.NullMarked;
