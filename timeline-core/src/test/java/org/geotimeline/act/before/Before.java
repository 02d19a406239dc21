package org.geotimeline.act.before;

/** Bodies as they were written before, in single quotes for a Java text; no current type takes them. */
public final class Before {

    private static final String COMMON = """
            'id': '%s', 'phase': 'effective', 'valid': '%s', 'actors': [{'id': 'KAZ'}], 'subjects': [{'id': 'TAL'}]""";

    private Before() {}

    public static String proclaimed(String id, String valid, String register) {
        return body("BanProclaimed", id, valid, "'register': '%s', 'status': 'BANNED'".formatted(register));
    }

    /** @param level {@code full} or {@code part} */
    public static String enacted(String id, String valid, String level) {
        return body("BanEnacted", id, valid, "'level': '%s'".formatted(level));
    }

    public static String replaced(String id, String valid, String from, String to) {
        return body("BanReplaced", id, valid, "'from': '%s', 'to': '%s'".formatted(from, to));
    }

    public static String noted(String id) {
        return "{'type': 'GazetteNoted', 'id': '%s', 'number': 12}"
                .formatted(id)
                .replace('\'', '"');
    }

    private static String body(String type, String id, String valid, String more) {
        return "{'type': '%s', %s, %s}"
                .formatted(type, COMMON.formatted(id, valid), more)
                .replace('\'', '"');
    }
}
