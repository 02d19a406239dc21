package org.geotimeline.bench;

import java.sql.SQLException;
import java.time.Duration;

/** Several concurrent writers, one event a commit, in one way or another. */
interface Writers extends AutoCloseable {

    /** How many events a second they append together. */
    double rate(Duration turn) throws Exception;

    @Override
    default void close() throws SQLException {}
}
