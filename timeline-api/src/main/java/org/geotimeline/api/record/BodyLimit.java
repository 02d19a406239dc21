package org.geotimeline.api.record;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.geotimeline.api.problem.UnreadableBody;
import org.geotimeline.api.server.Deployment;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Reads the body of a request, but never more than is allowed. */
@Component
public class BodyLimit {

    private final int most;

    BodyLimit(Deployment deployment) {
        this.most = Math.toIntExact(deployment.body().toBytes());
    }

    /** @throws UnreadableBody where it is larger */
    public byte[] read(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(most + 1);
        if (body.length > most) {
            throw new UnreadableBody(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "too-large",
                    "the body is larger than %d bytes; send acts one by one".formatted(most));
        }
        return body;
    }
}
