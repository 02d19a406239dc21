package org.geotimeline.api.record;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.geotimeline.api.problem.UnreadableBody;
import org.geotimeline.api.server.Deployment;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Reads the body of a request up to the largest size that is allowed. */
@Component
public class BodyLimit {

    private final int maxBytes;

    BodyLimit(Deployment deployment) {
        this.maxBytes = Math.toIntExact(deployment.body().toBytes());
    }

    /** @throws UnreadableBody if the body is larger */
    public byte[] read(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(maxBytes + 1);
        if (body.length > maxBytes) {
            throw new UnreadableBody(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "too-large",
                    "the body is larger than %d bytes; send acts one by one".formatted(maxBytes));
        }
        return body;
    }
}
