package org.geotimeline.api.http;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;

/**
 * Entity tags. They are weak, because an answer that is packed on its way has other bytes than the same answer unpacked, and a
 * strong tag would forbid the packing.
 */
public final class Validators {

    private Validators() {}

    /** The tag of an answer with that content. */
    public static String tag(byte[] content) {
        return "W/\"%s\"".formatted(UUID.nameUUIDFromBytes(content));
    }

    /** The tag of an answer that follows from that text. */
    public static String tag(String text) {
        return tag(text.getBytes(StandardCharsets.UTF_8));
    }

    /** True if the reader has the answer with that tag, by {@code If-None-Match}: a list of tags, weak or strong, or {@code *}. */
    public static boolean isKnown(HttpServletRequest request, String tag) {
        if (!List.of("GET", "HEAD").contains(request.getMethod())) {
            return false;
        }
        ETag own = ETag.create(tag);
        return Collections.list(request.getHeaders(HttpHeaders.IF_NONE_MATCH)).stream()
                .flatMap(header -> ETag.parse(header).stream())
                .anyMatch(known -> known.isWildcard() || known.compare(own, false));
    }
}
