package org.geotimeline.api.document;

import com.github.therapi.runtimejavadoc.Comment;
import com.github.therapi.runtimejavadoc.CommentVisitor;
import com.github.therapi.runtimejavadoc.Link;
import com.github.therapi.runtimejavadoc.ParamJavadoc;
import com.github.therapi.runtimejavadoc.RuntimeJavadoc;
import com.github.therapi.runtimejavadoc.Value;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.providers.JavadocProvider;

/** The Javadoc of the code as Markdown: an annotation processor stores the Javadoc beside the classes. */
final class JavadocMarkdown implements JavadocProvider {

    private static final Pattern SENTENCE = Pattern.compile("(.*?)\\.(?:\\s|$)", Pattern.DOTALL);

    @Override
    public String getClassJavadoc(Class<?> type) {
        return markdown(RuntimeJavadoc.getJavadoc(type).getComment());
    }

    @Override
    public Map<String, String> getRecordClassParamJavadoc(Class<?> type) {
        return RuntimeJavadoc.getJavadoc(type).getRecordComponents().stream()
                .collect(Collectors.toMap(ParamJavadoc::getName, param -> markdown(param.getComment())));
    }

    @Override
    public String getMethodJavadocDescription(Method method) {
        return markdown(RuntimeJavadoc.getJavadoc(method).getComment());
    }

    @Override
    public String getMethodJavadocReturn(Method method) {
        return markdown(RuntimeJavadoc.getJavadoc(method).getReturns());
    }

    @Override
    public Map<String, String> getMethodJavadocThrows(Method method) {
        return Map.of();
    }

    @Override
    public @Nullable String getParamJavadoc(Method method, String name) {
        List<ParamJavadoc> params = RuntimeJavadoc.getJavadoc(method).getParams();
        return params.stream()
                .filter(param -> param.getName().equals(name))
                .findFirst()
                .map(param -> markdown(param.getComment()))
                .orElse(null);
    }

    @Override
    public String getFieldJavadoc(Field field) {
        return markdown(RuntimeJavadoc.getJavadoc(field).getComment());
    }

    /** The first sentence, without its full stop. */
    @Override
    public String getFirstSentence(@Nullable String text) {
        if (text == null) {
            return "";
        }
        Matcher sentence = SENTENCE.matcher(text);
        return sentence.lookingAt() ? sentence.group(1) : text;
    }

    static String markdown(@Nullable Comment comment) {
        var markdown = new Markdown();
        Comment.nullToEmpty(comment).visit(markdown);
        return markdown.text();
    }

    private static final class Markdown implements CommentVisitor {
        private final StringBuilder text = new StringBuilder();

        /** How many braces the code under way has opened: Therapi ends an inline tag at the first closing brace. */
        private int open;

        @Override
        public void commentText(String part) {
            int from = 0;
            for (int i = 0; open > 0 && i < part.length(); i++) {
                char c = part.charAt(i);
                open += c == '{' ? 1 : c == '}' ? -1 : 0;
                if (open == 0) {
                    text.append(part, 0, i).append('`');
                    from = i + 1;
                }
            }
            text.append(part, from, part.length());
        }

        @Override
        public void inlineTag(String name, String value) {
            long opened = value.chars().filter(c -> c == '{').count()
                    - value.chars().filter(c -> c == '}').count();
            text.append('`').append(value);
            if (opened > 0) {
                text.append('}');
                open = (int) opened;
            } else {
                text.append('`');
            }
        }

        @Override
        public void inlineLink(Link link) {
            text.append('`').append(link.getLabel().replace("#", "")).append('`');
        }

        @Override
        public void inlineValue(Value value) {
            text.append('`').append(value.getReferencedMemberName()).append('`');
        }

        /** Paragraphs stay apart; the lines of one become one line. */
        String text() {
            return text.toString()
                    .replace("&amp;", "&")
                    .replaceAll("\\s*<p>\\s*", "\n\n")
                    .replaceAll("(?<!\n)\\s*\n(?!\n)\\s*", " ")
                    .strip();
        }
    }
}
