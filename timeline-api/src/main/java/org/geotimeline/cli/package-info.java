/**
 * The command line: a thin HTTP client of a running server. A command starts no application and uses only picocli,
 * Jackson and the JDK, so that an answer takes no longer than a small Java program. The answer goes to standard output,
 * progress and problems go to standard error, and the exit code reports the outcome.
 */
@NullMarked
package org.geotimeline.cli;

import org.jspecify.annotations.NullMarked;
