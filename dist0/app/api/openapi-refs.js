/** A reference to a named schema of the OpenAPI document. */
export const ref = (name) => ({ $ref: `#/components/schemas/${name}` });
export const problemContent = (description) => ({ description, content: { 'application/problem+json': { schema: ref('Problem') } } });
