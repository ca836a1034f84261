import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { problemContent } from "./openapi-refs.js";
import { openApiSchemas } from "./openapi-schemas.js";
/** The OpenAPI 3.1 document of the controllers, its named schemas those that check requests and type results. */
export function openApiDocument(app, version) {
    const info = new DocumentBuilder().setOpenAPIVersion('3.1.0').setTitle('Spillway').setVersion(version)
        .setDescription('Curtailed hydropower in Sichuan\'s wet season, with and without 8 GW of industrial load. Errors are application/problem+json with every problem listed.')
        .build();
    const operationIdFactory = (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`;
    const document = SwaggerModule.createDocument(app, info, { operationIdFactory });
    for (const operation of Object.values(document.paths).flatMap((path) => Object.values(path))) {
        if (operation.responses)
            operation.responses['403'] = problemContent('asked for by the name of another host, or from a page of another origin');
    }
    return { ...document, components: { ...document.components, schemas: openApiSchemas() } };
}
