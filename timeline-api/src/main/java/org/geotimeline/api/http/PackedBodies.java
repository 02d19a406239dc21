package org.geotimeline.api.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.geotimeline.api.problem.UnreadableBody;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Unpacks bodies with {@code Content-Encoding: gzip}, and refuses other codings. Imports unpack their files themselves, whatever
 * the header says.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class PackedBodies extends OncePerRequestFilter {

    private static final List<String> GZIP = List.of("gzip", "x-gzip");

    /** Maximum ratio of the unpacked size of a body to its packed size; small bodies have no ratio. */
    private static final int MAX_RATIO = 100;

    private static final int MIN_LIMIT_BYTES = 64 * 1024;

    private final ObjectProvider<HandlerExceptionResolver> problems;

    PackedBodies(@Qualifier("handlerExceptionResolver") ObjectProvider<HandlerExceptionResolver> problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        List<String> codings = codings(request);
        boolean isPacked = codings.size() == 1 && GZIP.contains(codings.getFirst());
        if (codings.isEmpty()) {
            chain.doFilter(request, response);
        } else if (isPacked) {
            boolean isImport = request.getRequestURI().equals("/api/v1/imports");
            chain.doFilter(isImport ? request : new Unpacked(request), response);
        } else {
            response.setHeader(HttpHeaders.ACCEPT_ENCODING, "gzip, identity");
            problems.getObject()
                    .resolveException(
                            request,
                            response,
                            null,
                            new UnreadableBody(
                                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                                    "unsupported-content-encoding",
                                    "a body with Content-Encoding: %s is not read; expected gzip, or none"
                                            .formatted(String.join(", ", codings))));
        }
    }

    private static List<String> codings(HttpServletRequest request) {
        return Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING)).stream()
                .flatMap(header -> Stream.of(header.split(",")))
                .map(coding -> coding.strip().toLowerCase(Locale.ROOT))
                .filter(coding -> !coding.isEmpty() && !coding.equals("identity"))
                .toList();
    }

    /** The request as if its body had been sent unpacked. */
    private static final class Unpacked extends HttpServletRequestWrapper {

        private @Nullable ServletInputStream body;

        Unpacked(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (body == null) {
                body = new UnpackedStream(super.getInputStream());
            }
            return body;
        }

        @Override
        public int getContentLength() {
            return -1;
        }

        @Override
        public long getContentLengthLong() {
            return -1;
        }
    }

    /** Unpacks on demand, and stops if little unpacks to much. */
    private static final class UnpackedStream extends ServletInputStream {

        private final CountedStream packed;
        private @Nullable InputStream unpacked;
        private long bytes;
        private boolean isFinished;

        UnpackedStream(InputStream packed) {
            this.packed = new CountedStream(packed);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            int read = unpack(to, offset, length);
            isFinished = read < 0;
            bytes += Math.max(0, read);
            if (bytes > MIN_LIMIT_BYTES && bytes > MAX_RATIO * packed.bytes) {
                throw new UnreadableBody(
                        HttpStatus.CONTENT_TOO_LARGE,
                        "too-large",
                        "the body unpacks to more than %d times its size".formatted(MAX_RATIO));
            }
            return read;
        }

        private int unpack(byte[] to, int offset, int length) throws IOException {
            try {
                if (unpacked == null) {
                    unpacked = new GZIPInputStream(packed);
                }
                return unpacked.read(to, offset, length);
            } catch (ZipException | EOFException broken) {
                throw new UnreadableBody(
                        HttpStatus.BAD_REQUEST,
                        "malformed-gzip",
                        "Content-Encoding says gzip, and the body is not: %s".formatted(broken.getMessage()));
            }
        }

        @Override
        public boolean isFinished() {
            return isFinished;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("a packed body is read by its caller's thread");
        }
    }

    private static final class CountedStream extends FilterInputStream {

        private long bytes;

        CountedStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            bytes += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            int read = super.read(to, offset, length);
            bytes += Math.max(0, read);
            return read;
        }
    }
}
