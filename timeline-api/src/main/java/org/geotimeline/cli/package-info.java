/**
 * The command line: a thin client that asks a running server over HTTP and shows its answers. It starts no application
 * and uses nothing but picocli, Jackson and the JDK, so that an answer takes no longer than a small Java program. What
 * was asked for goes to standard output, progress and problems to standard error, and the exit code says how it ended.
 */
@NullMarked
package org.geotimeline.cli;

import org.jspecify.annotations.NullMarked;
