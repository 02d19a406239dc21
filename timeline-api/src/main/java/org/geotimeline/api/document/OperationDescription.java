package org.geotimeline.api.document;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.geotimeline.api.clocks.ParameterWords;
import org.geotimeline.projection.query.AllowedWords;
import org.geotimeline.projection.query.Clocks;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;

/** The name, the tag, the summary, the parameters and the answers of each operation. */
final class OperationDescription implements OperationCustomizer {

    private static final int MAX_ENUM_WORDS = 24;

    private final JavadocMarkdown javadoc;
    private final AnswerDescription answers;
    private final Map<String, List<String>> rooms = new TreeMap<>();

    OperationDescription(JavadocMarkdown javadoc, AnswerDescription answers) {
        this.javadoc = javadoc;
        this.answers = answers;
    }

    /** A tag for each package, with the first sentences of its controllers. */
    Map<String, List<String>> rooms() {
        return rooms;
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        name(operation, method);
        summarise(operation, method);
        describeParameters(operation, method);
        answers.describe(operation, method);
        return operation;
    }

    private void name(Operation operation, HandlerMethod method) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), RequestMapping.class);
        if (mapping != null && !mapping.name().isEmpty()) {
            operation.setOperationId(mapping.name());
        }
        Class<?> type = method.getBeanType();
        String name = type.getPackageName();
        String room = name.substring(name.lastIndexOf('.') + 1);
        operation.setTags(List.of(room));
        String sentence = javadoc.getFirstSentence(javadoc.getClassJavadoc(type)) + ".";
        List<String> sentences = rooms.computeIfAbsent(room, r -> new ArrayList<>());
        if (!sentences.contains(sentence)) {
            sentences.add(sentence);
        }
    }

    private void summarise(Operation operation, HandlerMethod method) {
        String text = javadoc.getMethodJavadocDescription(method.getMethod());
        String summary = javadoc.getFirstSentence(text);
        operation.setSummary(summary);
        String more =
                text.substring(Math.min(text.length(), summary.length() + 1)).strip();
        operation.setDescription(more.isEmpty() ? null : more);
    }

    private void describeParameters(Operation operation, HandlerMethod method) {
        List<Parameter> given = operation.getParameters() == null ? List.of() : operation.getParameters();
        boolean underClocks = List.of(method.getMethod().getParameterTypes()).contains(Clocks.class);
        var parameters = new ArrayList<Parameter>();
        for (Parameter parameter : given) {
            String name = parameter.getName();
            boolean header = "header".equals(parameter.getIn()) && name.equals("Accept");
            if (!header && !(underClocks && name.equals("clocks"))) {
                boolean shared = underClocks && CommonParameters.isShared(name);
                parameters.add(shared ? CommonParameters.reference(name) : parameter);
            }
        }
        describeWords(parameters, method);
        parameters.stream().filter(parameter -> parameter.get$ref() == null).forEach(CommonParameters::describe);
        if (underClocks) {
            CommonParameters.CLOCKS.forEach(name -> parameters.add(CommonParameters.reference(name)));
        }
        operation.setParameters(parameters.isEmpty() ? null : parameters);
    }

    /** The words that a parameter allows become an enum if only the program decides about them and they are few. */
    private static void describeWords(List<Parameter> parameters, HandlerMethod method) {
        for (MethodParameter parameter : method.getMethodParameters()) {
            AllowedWords words = parameter.getParameterAnnotation(AllowedWords.class);
            List<String> fixed = words == null ? List.of() : ParameterWords.fixed(words);
            if (words != null && words.onFile().isEmpty() && !fixed.isEmpty() && fixed.size() <= MAX_ENUM_WORDS) {
                parameters.stream()
                        .filter(p -> parameter.getParameter().getName().equals(p.getName()))
                        .forEach(p -> p.setSchema(new StringSchema()._enum(fixed)));
            }
        }
    }
}
