/**
 * Runs the programs of CGI services as child processes, and pins workers to processors. Programs are started on threads
 * that may block. Must not depend on the configuration.
 */
@NullMarked
package io.aerostat.node.program;

import org.jspecify.annotations.NullMarked;
