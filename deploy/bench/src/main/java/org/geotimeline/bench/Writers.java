package org.geotimeline.bench;

import java.sql.SQLException;
import java.time.Duration;

/** Several concurrent writers, one event a commit, in one way or another. */
interface Writers extends AutoCloseable {

    /** The rate of all writers together, in events a second. */
    double rate(Duration turn) throws Exception;

    @Override
    default void close() throws SQLException {}
}
