package org.geotimeline.api.record;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.geotimeline.api.problem.UnreadableBody;
import org.geotimeline.api.server.Deployment;
import org.geotimeline.json.Quoted;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeType;

/** Reads the body of a request up to the largest size that is allowed. */
@Component
public class BodyLimit {

    private static final Set<String> READ = Set.of("utf-8", "utf8", "us-ascii");

    private final int maxBytes;

    BodyLimit(Deployment deployment) {
        this.maxBytes = Math.toIntExact(deployment.body().toBytes());
    }

    /** @throws UnreadableBody if the body is larger, or is declared to be in other characters than UTF-8 */
    public byte[] read(HttpServletRequest request) throws IOException {
        checkCharset(request.getContentType());
        byte[] body = request.getInputStream().readNBytes(maxBytes + 1);
        if (body.length > maxBytes) {
            throw new UnreadableBody(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "too-large",
                    "the body is larger than %d bytes; send acts one by one".formatted(maxBytes));
        }
        return body;
    }

    private static void checkCharset(@Nullable String contentType) {
        if (contentType == null) {
            return;
        }
        try {
            String charset = MimeType.valueOf(contentType).getParameter("charset");
            if (charset == null || READ.contains(unquoted(charset))) {
                return;
            }
        } catch (InvalidMimeTypeException none) {
            return; // refused as a type
        }
        throw new UnreadableBody(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "unsupported-media-type",
                "a body as '%s' is not read; expected the charset UTF-8".formatted(Quoted.text(contentType)));
    }

    private static String unquoted(String charset) {
        return charset.replace("\"", "").toLowerCase(Locale.ROOT);
    }
}
