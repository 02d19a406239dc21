package org.geotimeline.imports.format;

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
 * Elements of an XML document as rows: each text below one is a field, named by the path to it. A row's own name is the
 * field {@code ""}. A document type is refused, so that no entity is ever resolved.
 */
final class XmlRows implements Rows {

    /** An entry longer than this is no entry. */
    static final int LONGEST = 1_000_000;

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
        String name = xml.getLocalName();
        var fields = new LinkedHashMap<String, List<String>>();
        fields.put("", List.of(name));
        var original = new StringBuilder("<").append(name).append('>');
        Deque<String> path = new ArrayDeque<>();
        var text = new StringBuilder();
        boolean tooLong = false;
        for (int depth = 1; depth > 0; ) {
            switch (step()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    path.addLast(path.isEmpty() ? xml.getLocalName() : path.getLast() + "/" + xml.getLocalName());
                    append(original, "<" + xml.getLocalName() + ">");
                    text.setLength(0);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    append(text, xml.getText());
                    append(original, escaped(xml.getText()));
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    append(original, "</" + xml.getLocalName() + ">");
                    if (depth > 0) {
                        String at = path.removeLast();
                        if (!text.toString().isBlank()) {
                            fields.computeIfAbsent(at, none -> new ArrayList<>())
                                    .add(text.toString());
                        }
                        text.setLength(0);
                    }
                }
                default -> {}
            }
            if (original.length() >= LONGEST && !tooLong) {
                tooLong = true;
                fields.clear();
            }
            if (tooLong) {
                fields.clear();
            }
        }
        return new Row(
                line,
                original.toString(),
                fields,
                tooLong ? new Unreadable(name, "the entry is longer than %d characters".formatted(LONGEST)) : null);
    }

    private static void append(StringBuilder to, String text) {
        to.append(text, 0, Math.min(text.length(), Math.max(0, LONGEST - to.length())));
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
        if (e.getNestedException() instanceof IOException io && !(io instanceof java.io.CharConversionException)) {
            return io;
        }
        var at = e.getLocation();
        return new CutShort("it stops being XML at line %d, column %d"
                .formatted(at == null ? 1 : at.getLineNumber(), at == null ? 1 : at.getColumnNumber()));
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
