/**
 * The programs that answer requests by the Common Gateway Interface (RFC 3875): finding the script, its variables, and
 * its response. Scripts are looked for on the executor of files; a runner outside of this module runs them. Nothing
 * except the site depends on this package.
 */
@NullMarked
package io.aerostat.router.web.cgi;

import org.jspecify.annotations.NullMarked;
