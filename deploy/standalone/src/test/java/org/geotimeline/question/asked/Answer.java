package org.geotimeline.question.asked;

import tools.jackson.databind.JsonNode;

/**
 * What the server said to one call.
 *
 * @param status of HTTP; 0 where no answer came
 */
record Answer(int status, JsonNode body) {

    boolean isGood() {
        return status >= 200 && status < 300;
    }
}
