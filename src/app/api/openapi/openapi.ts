import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { addExamples } from './openapi-examples.ts';
import { problemContent } from './openapi-refs.ts';
import { openApiSchemas } from './openapi-schemas.ts';

/** The OpenAPI 3.1 document of the controllers, its named schemas those that check requests and type results. */
export function openApiDocument(app: INestApplication, version: string): OpenAPIObject {
  const info = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Spillway')
    .setVersion(version)
    .setDescription(
      "Curtailed hydropower in Sichuan's wet season, with and without 8 GW of industrial load. Errors are " +
        'application/problem+json with every problem listed.',
    )
    .build();
  const operationIdFactory = (controller: string, method: string): string =>
    `${controller.replace(/Controller$/, '')}_${method}`;
  const document = SwaggerModule.createDocument(app, info, { operationIdFactory });
  for (const operation of Object.values(document.paths).flatMap(
    (path) => Object.values(path) as { responses?: Record<string, unknown> }[],
  )) {
    if (operation.responses)
      operation.responses['403'] = problemContent(
        'asked for by the name of another host, or from a page of another origin',
      );
  }
  addExamples(document);
  return {
    ...document,
    components: {
      ...document.components,
      schemas: openApiSchemas(),
    },
  };
}
