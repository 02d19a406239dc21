package org.geotimeline.standalone;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where an existing PostgreSQL is and who logs in. The URL that goes on carries neither name nor password, so it can be
 * shown.
 */
record DatabaseAddress(String jdbcUrl, String user, String password) {

    private static final String SCHEME = "jdbc:postgresql:";
    private static final int OLDEST_MAJOR = 15;

    /**
     * Reads {@code postgres://user:password@host:port/database?…}, {@code postgresql://…} or
     * {@code jdbc:postgresql://…?user=…&password=…}. What the URL leaves out is taken from {@code PGUSER} and
     * {@code PGPASSWORD}.
     */
    static DatabaseAddress parse(String given, Map<String, String> environment) {
        var url = given.strip();
        if (url.startsWith("jdbc:")) {
            url = url.substring("jdbc:".length());
        }
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            // The reason repeats the URL, and with it the password.
            throw new NotStarted("The database is not a URL. " + expected());
        }
        if (uri.getScheme() == null
                || !uri.getScheme().matches("postgres(ql)?")
                || uri.getRawAuthority() == null
                || uri.getRawPath() == null
                || uri.getRawPath().length() < 2) {
            throw new NotStarted("The database is not a PostgreSQL URL. " + expected());
        }
        var user = environment.getOrDefault("PGUSER", System.getProperty("user.name", ""));
        var password = environment.getOrDefault("PGPASSWORD", "");
        var authority = uri.getRawAuthority();
        var at = authority.lastIndexOf('@');
        if (at >= 0) {
            var login = authority.substring(0, at);
            authority = authority.substring(at + 1);
            var colon = login.indexOf(':');
            user = decoded(colon < 0 ? login : login.substring(0, colon));
            if (colon >= 0) {
                password = decoded(login.substring(colon + 1));
            }
        }
        var rest = new ArrayList<String>();
        if (uri.getRawQuery() != null) {
            for (var parameter : List.of(uri.getRawQuery().split("&", -1))) {
                if (parameter.startsWith("user=")) {
                    user = decoded(parameter.substring("user=".length()));
                } else if (parameter.startsWith("password=")) {
                    password = decoded(parameter.substring("password=".length()));
                } else {
                    rest.add(parameter);
                }
            }
        }
        return new DatabaseAddress(
                SCHEME + "//" + authority + uri.getRawPath() + (rest.isEmpty() ? "" : "?" + String.join("&", rest)),
                user,
                password);
    }

    /** Logs in once, so that a wrong address, name or password is said before anything else starts. */
    String checkedVersion() {
        try {
            DriverManager.setLoginTimeout(15);
            try (var connection = DriverManager.getConnection(jdbcUrl, user, password)) {
                var server = connection.getMetaData();
                if (server.getDatabaseMajorVersion() < OLDEST_MAJOR) {
                    throw new NotStarted("The database at " + jdbcUrl + " is PostgreSQL "
                            + server.getDatabaseProductVersion() + "; " + OLDEST_MAJOR + " or newer is needed.");
                }
                return server.getDatabaseProductVersion();
            }
        } catch (SQLException e) {
            throw new NotStarted(
                    "The database at " + jdbcUrl + " cannot be used as " + user + ": "
                            + (e.getCause() instanceof UnknownHostException ? "there is no such host" : e.getMessage()),
                    e);
        }
    }

    private static String expected() {
        return "Give postgres://USER@HOST:PORT/DATABASE or jdbc:postgresql://HOST:PORT/DATABASE?user=USER, and the"
                + " password best in PGPASSWORD.";
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
