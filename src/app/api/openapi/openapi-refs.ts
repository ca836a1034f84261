/** A reference to a named schema of the OpenAPI document. */
export const ref = (name: string): { $ref: string } => ({ $ref: `#/components/schemas/${name}` });
export const problemContent = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: ref('Problem') } },
});
