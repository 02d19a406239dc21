/**
 * How everything runs on one machine: {@code timeline up} starts a PostgreSQL, a Kafka broker in a JVM of its own and
 * the application, all on the loopback address and all in one data folder, and stops them in the reverse order. What
 * was acknowledged before a {@code kill -9} of any of them is there after the next start, and whatever such an end left
 * running is found and stopped first.
 */
@NullMarked
package org.geotimeline.standalone;

import org.jspecify.annotations.NullMarked;
