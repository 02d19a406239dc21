package org.geotimeline.bench;

/** One line of the table: what is measured, and beside what. A new one is one file, and a word in {@link Contests}. */
interface Contest {

    /** What is measured, and after {@code /} what it is measured beside. */
    String name();

    String unit();

    Target target();

    /** What one must know to read the row; empty where its name says all. */
    default String note() {
        return "";
    }

    /** What it is measured beside. */
    default String against() {
        return name().substring(name().indexOf(" / ") + 3);
    }

    /** Makes the databases that it needs. */
    Sides open(Server server, Size size) throws Exception;

    /** Both sides of a contest. Each call is one measurement, in the unit of the contest. */
    interface Sides extends AutoCloseable {

        double reference() throws Exception;

        double candidate() throws Exception;

        @Override
        void close() throws Exception;
    }
}
