package org.geotimeline.api.document;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.JsonNode;

/** What the OpenAPI document has beside what springdoc reads from the methods of the controllers. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    static {
        SpringDocUtils.getConfig().replaceWithSchema(JsonNode.class, new JsonSchema());
    }

    @Bean
    OpenAPI description() {
        return new OpenAPI()
                .info(new Info()
                        .title("Timeline")
                        .version("v1")
                        .description("What was true on that day, as known on that day, as the ledger stood at that"
                                + " position.")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .servers(List.of(new Server().url("/")))
                .security(List.of());
    }

    /** Instead of springdoc's own, which writes HTML. */
    @Bean
    @Primary
    JavadocMarkdown javadoc() {
        return new JavadocMarkdown();
    }

    @Bean
    AnswerRows rows() {
        return new AnswerRows();
    }

    @Bean
    OperationDescription operations(JavadocMarkdown javadoc, AnswerRows rows) {
        return new OperationDescription(javadoc, new AnswerDescription(rows));
    }

    @Bean
    DocumentDescription document(OperationDescription operations, AnswerRows rows) {
        return new DocumentDescription(operations, rows);
    }

    @Bean
    RecordModels records() {
        return new RecordModels();
    }
}
