package org.geotimeline.api.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;

/**
 * The media ranges of {@code Accept}, weighed by RFC 9110: for each type the most specific range that matches it counts, and a
 * weight of 0 excludes the type.
 */
public final class AcceptedTypes {

    private final List<MediaType> ranges;

    private AcceptedTypes(List<MediaType> ranges) {
        this.ranges = ranges;
    }

    /**
     * The type that the reader prefers.
     *
     * @param offered the types that can be answered; an earlier one is preferred among equals
     * @throws HttpMediaTypeNotAcceptableException if the reader accepts none
     */
    public static MediaType preferred(HttpServletRequest request, List<MediaType> offered)
            throws HttpMediaTypeNotAcceptableException {
        AcceptedTypes accepted = of(request, offered);
        return offered.stream()
                .filter(type -> accepted.weight(type) > 0)
                .max(Comparator.comparingDouble(accepted::weight)
                        .thenComparing(Comparator.<MediaType>comparingInt(offered::indexOf)
                                .reversed()))
                .orElseThrow(() -> new HttpMediaTypeNotAcceptableException(offered));
    }

    private static AcceptedTypes of(HttpServletRequest request, List<MediaType> offered)
            throws HttpMediaTypeNotAcceptableException {
        try {
            return new AcceptedTypes(
                    MediaType.parseMediaTypes(Collections.list(request.getHeaders(HttpHeaders.ACCEPT))));
        } catch (InvalidMediaTypeException unreadable) {
            throw new HttpMediaTypeNotAcceptableException(offered);
        }
    }

    private double weight(MediaType type) {
        if (ranges.isEmpty()) {
            return 1;
        }
        return ranges.stream()
                .filter(range -> range.includes(type))
                .max(Comparator.comparingInt(AcceptedTypes::specificity))
                .map(MediaType::getQualityValue)
                .orElse(0.0);
    }

    private static int specificity(MediaType range) {
        return range.isWildcardType() ? 0 : range.isWildcardSubtype() ? 1 : 2;
    }
}
