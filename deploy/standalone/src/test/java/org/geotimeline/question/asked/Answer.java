package org.geotimeline.question.asked;

import tools.jackson.databind.JsonNode;

/**
 * The answer of the server to one call.
 *
 * @param status the HTTP status; 0 without an answer
 */
record Answer(int status, JsonNode body) {

    boolean isGood() {
        return status >= 200 && status < 300;
    }
}
