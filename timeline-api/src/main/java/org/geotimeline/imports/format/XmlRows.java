package org.geotimeline.imports.format;

import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Elements of an XML document as rows. Each text below an element is a field, named by its path. The name of the element is
 * the field {@code ""}. A document type is refused, so that no entity is ever resolved.
 */
final class XmlRows implements Rows {

    static final int MAX_ENTRY_CHARS = 1_000_000;

    private final XMLStreamReader xml;
    private final Set<String> elements;
    private final Map<String, String> headings = new HashMap<>();

    /** @param root the name of the root; its attributes are the headings */
    XmlRows(InputStream body, String root, Set<String> elements) throws IOException {
        this.elements = elements;
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            this.xml = factory.createXMLStreamReader(body);
        } catch (XMLStreamException e) {
            throw broken(e);
        }
        while (step() != XMLStreamConstants.START_ELEMENT) {
            if (xml.getEventType() == XMLStreamConstants.END_DOCUMENT) {
                throw new CutShort("the body is empty");
            }
        }
        if (!xml.getLocalName().equals(root)) {
            throw new AnotherFormat("its root is <%s> where <%s> is right".formatted(xml.getLocalName(), root));
        }
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            headings.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
        }
    }

    @Override
    public @Nullable Row next() throws IOException {
        int event = step();
        while (event != XMLStreamConstants.END_DOCUMENT) {
            if (event == XMLStreamConstants.START_ELEMENT && elements.contains(xml.getLocalName())) {
                return row();
            }
            event = step();
        }
        return null;
    }

    private Row row() throws IOException {
        long line = xml.getLocation().getLineNumber();
        var row = new RowBuilder(xml.getLocalName());
        while (row.isOpen()) {
            switch (step()) {
                case XMLStreamConstants.START_ELEMENT -> row.start(xml.getLocalName());
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    row.text(xml.getText());
                case XMLStreamConstants.END_ELEMENT -> row.end(xml.getLocalName());
                default -> {}
            }
        }
        return row.build(line);
    }

    /** A row whose element has been started. It keeps no more of the element than {@link #MAX_ENTRY_CHARS}. */
    private static final class RowBuilder {

        private final String name;
        private final Map<String, List<String>> fields = new LinkedHashMap<>();
        private final StringBuilder original = new StringBuilder();
        private final Deque<String> path = new ArrayDeque<>();
        private final StringBuilder text = new StringBuilder();
        private int depth = 1;
        private boolean tooLong;

        RowBuilder(String name) {
            this.name = name;
            fields.put("", List.of(name));
            original.append('<').append(name).append('>');
        }

        boolean isOpen() {
            return depth > 0;
        }

        void start(String element) {
            depth++;
            path.addLast(path.isEmpty() ? element : path.getLast() + "/" + element);
            append("<" + element + ">");
            text.setLength(0);
        }

        void text(String characters) {
            appendTo(text, characters);
            append(escaped(characters));
        }

        void end(String element) {
            depth--;
            if (isOpen()) {
                String field = path.removeLast();
                if (!text.toString().isBlank()) {
                    fields.computeIfAbsent(field, none -> new ArrayList<>()).add(text.toString());
                }
                text.setLength(0);
            }
            append("</" + element + ">");
        }

        private void append(String characters) {
            appendTo(original, characters);
            if (original.length() >= MAX_ENTRY_CHARS) {
                tooLong = true;
                fields.clear();
            }
        }

        Row build(long line) {
            Unreadable fault = tooLong
                    ? new Unreadable(name, "the entry is longer than %d characters".formatted(MAX_ENTRY_CHARS))
                    : null;
            return new Row(line, original.toString(), fields, fault);
        }
    }

    private static void appendTo(StringBuilder builder, String text) {
        builder.append(text, 0, Math.min(text.length(), Math.max(0, MAX_ENTRY_CHARS - builder.length())));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private int step() throws IOException {
        try {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD) {
                throw new AnotherFormat("it has a document type, which is not read");
            }
            return event;
        } catch (XMLStreamException e) {
            throw broken(e);
        }
    }

    private static IOException broken(XMLStreamException e) {
        if (e.getNestedException() instanceof IOException io && !(io instanceof CharConversionException)) {
            return io;
        }
        var location = e.getLocation();
        return new CutShort("it stops being XML at line %d, column %d"
                .formatted(
                        location == null ? 1 : location.getLineNumber(),
                        location == null ? 1 : location.getColumnNumber()));
    }

    @Override
    public String heading(String name) {
        return headings.getOrDefault(name, "");
    }

    @Override
    public void close() throws IOException {
        try {
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }
}
