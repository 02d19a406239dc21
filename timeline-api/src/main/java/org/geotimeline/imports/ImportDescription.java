package org.geotimeline.imports;

import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Describes the body of an import in the OpenAPI document: it is the file. */
@Configuration(proxyBeanMethods = false)
class ImportDescription {

    @Bean
    OperationCustomizer file() {
        return (operation, method) -> {
            if (method.getBeanType() == ImportsApi.class
                    && method.getMethod().getName().equals("begin")) {
                operation.requestBody(new RequestBody()
                        .required(true)
                        .description("The file as it is, plain or packed with gzip.")
                        .content(new Content()
                                .addMediaType(
                                        "application/octet-stream",
                                        new MediaType().schema(new StringSchema().format("binary")))));
            }
            return operation;
        };
    }
}
