/**
 * The programs that answer requests by the Common Gateway Interface (RFC 3875): finding the script, its variables, and
 * its response. The executor of files looks for the scripts; a runner outside this module runs them. Nothing except the
 * site depends on this package.
 */
@NullMarked
package io.aerostat.router.web.cgi;

import org.jspecify.annotations.NullMarked;
