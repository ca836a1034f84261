/** A stored answer of another kind under the same identity: the store was damaged or written by another program. */
export const unexpected = (schema: string): Error =>
  new Error(
    `The store holds a document of schema ${schema} where another was expected. Run again with --no-cache, or ` +
      'choose another folder with SPILLWAY_DATA.',
  );
