package org.geotimeline.api.record;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;

/** The principal of a request: who records, as the metadata of an event names them. */
public final class Principals {

    /** The principal of a request without authentication; also the dataset of acts that are recorded by hand. */
    public static final String LOCAL = "local";

    private Principals() {}

    public static String of(HttpServletRequest request) {
        Principal principal = request.getUserPrincipal();
        return principal == null ? LOCAL : principal.getName();
    }
}
