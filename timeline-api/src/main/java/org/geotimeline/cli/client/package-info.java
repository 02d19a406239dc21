/**
 * The way to a server: its address, requests over HTTP, replies, timeouts, and the failures and exit codes of commands.
 */
@NullMarked
package org.geotimeline.cli.client;

import org.jspecify.annotations.NullMarked;
