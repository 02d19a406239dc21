/**
 * The program for one machine: {@code timeline up} starts PostgreSQL, a Kafka broker in a JVM of its own and the
 * application, on the loopback address and in one data folder, and stops them in reverse order. Acknowledged acts
 * survive a {@code kill -9} of each process. The next start first stops whatever such a kill left running.
 */
@NullMarked
package org.geotimeline.standalone;

import org.jspecify.annotations.NullMarked;
