package org.geotimeline.standalone;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;

/**
 * The address of an existing PostgreSQL, with its login. The JDBC URL has neither user nor password, so that messages
 * can contain it.
 */
record DatabaseAddress(String jdbcUrl, String user, String password) {

    private static final int OLDEST_MAJOR = 15;
    private static final int LOGIN_TIMEOUT_S = 15;

    /**
     * Reads {@code postgres://user:password@host:port/database?…}, {@code postgresql://…} or
     * {@code jdbc:postgresql://…?user=…&password=…}. {@code PGUSER} and {@code PGPASSWORD} complete the URL.
     */
    static DatabaseAddress parse(String text, Map<String, String> environment) {
        URI uri = uri(text.strip());
        var login = new Login(environment);
        String hosts = login.takeUserInfo(uri.getRawAuthority());
        String query = uri.getRawQuery() == null ? "" : login.takeParameters(uri.getRawQuery());
        return new DatabaseAddress("jdbc:postgresql://" + hosts + uri.getRawPath() + query, login.user, login.password);
    }

    private static URI uri(String text) {
        URI uri;
        try {
            uri = new URI(text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text);
        } catch (URISyntaxException e) {
            // The exception is not the cause, because its message contains the password.
            throw new NotStarted("The database is not a URL. " + expected());
        }
        if (uri.getScheme() == null
                || !uri.getScheme().matches("postgres(ql)?")
                || uri.getRawAuthority() == null
                || uri.getRawPath() == null
                || uri.getRawPath().length() < 2) {
            throw new NotStarted("The database is not a PostgreSQL URL. " + expected());
        }
        return uri;
    }

    /** User and password, from the environment until a part of the URL replaces them. */
    private static final class Login {

        private String user;
        private String password;

        Login(Map<String, String> environment) {
            user = environment.getOrDefault("PGUSER", System.getProperty("user.name", ""));
            password = environment.getOrDefault("PGPASSWORD", "");
        }

        /** Takes {@code user:password@} from an authority, and returns the rest. */
        String takeUserInfo(String authority) {
            int end = authority.lastIndexOf('@');
            if (end < 0) {
                return authority;
            }
            String[] parts = authority.substring(0, end).split(":", 2);
            user = decoded(parts[0]);
            if (parts.length > 1) {
                password = decoded(parts[1]);
            }
            return authority.substring(end + 1);
        }

        /** Takes user and password from a query, and returns the rest with its question mark; empty without a rest. */
        String takeParameters(String query) {
            var rest = new ArrayList<String>();
            for (String parameter : query.split("&", -1)) {
                if (parameter.startsWith("user=")) {
                    user = decoded(parameter.substring("user=".length()));
                } else if (parameter.startsWith("password=")) {
                    password = decoded(parameter.substring("password=".length()));
                } else {
                    rest.add(parameter);
                }
            }
            return rest.isEmpty() ? "" : "?" + String.join("&", rest);
        }
    }

    /** Logs in once, so that a wrong address or login is reported before any server starts. Returns the version. */
    String checkedVersion() {
        try {
            DriverManager.setLoginTimeout(LOGIN_TIMEOUT_S);
            try (var connection = DriverManager.getConnection(jdbcUrl, user, password)) {
                var server = connection.getMetaData();
                if (server.getDatabaseMajorVersion() < OLDEST_MAJOR) {
                    throw new NotStarted("The database at " + jdbcUrl + " is PostgreSQL "
                            + server.getDatabaseProductVersion() + "; expected " + OLDEST_MAJOR + " or newer.");
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
        return "Give postgres://USER@HOST:PORT/DATABASE or jdbc:postgresql://HOST:PORT/DATABASE?user=USER, with the"
                + " password in PGPASSWORD.";
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
