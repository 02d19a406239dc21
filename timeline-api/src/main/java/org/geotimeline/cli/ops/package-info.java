/** The commands of operators: {@code timeline ops}, with subcommands for parked acts, versions of views and checks. */
@NullMarked
package org.geotimeline.cli.ops;

import org.jspecify.annotations.NullMarked;
