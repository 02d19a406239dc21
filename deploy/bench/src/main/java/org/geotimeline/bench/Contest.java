package org.geotimeline.bench;

/** One row of the table: a candidate and its reference. A new contest is one file and one entry in {@link Contests}. */
interface Contest {

    /** The candidate and, after {@code /}, the reference. */
    String name();

    String unit();

    Target target();

    /** The remark that a reader of the row needs; empty if the name suffices. */
    default String note() {
        return "";
    }

    /** The reference. */
    default String against() {
        return name().substring(name().indexOf(" / ") + 3);
    }

    /** Makes the databases of the contest. */
    Sides open(Server server, Size size) throws Exception;

    /** Both sides of a contest. Each call is one measurement, in the unit of the contest. */
    interface Sides extends AutoCloseable {

        double reference() throws Exception;

        double candidate() throws Exception;

        @Override
        void close() throws Exception;
    }
}
