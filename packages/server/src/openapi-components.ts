import { z } from 'zod';

/** A JSON schema as the document carries it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Gathers the named schemas of a document, each once. */
export interface Components {
  /** The schema of what is sent (`input`) or received; its named parts stand among the components. */
  add(schema: z.ZodType, io: 'input' | 'output'): JsonSchema;
  /** All named ones, by name. */
  all(): Readonly<Record<string, JsonSchema>>;
}

/** None yet. */
export function createComponents(): Components {
  const named = new Map<string, JsonSchema>();
  return {
    add(schema, io) {
      const { $schema: _, $defs, ...body } = toDocument(schema, io);
      for (const [name, part] of Object.entries($defs ?? {})) keep(named, name, part);
      if (typeof body.id !== 'string') return body;
      const { id, ...own } = body;
      keep(named, id, own);
      return { $ref: `#/components/schemas/${id}` };
    },
    all: () => Object.fromEntries([...named].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function toDocument(
  schema: z.ZodType,
  io: 'input' | 'output',
): JsonSchema & { readonly $defs?: Readonly<Record<string, JsonSchema>> } {
  const text = JSON.stringify(
    z.toJSONSchema(schema, {
      io,
      unrepresentable: 'any',
      override({ zodSchema, jsonSchema }) {
        if (zodSchema._zod.def.type === 'bigint') jsonSchema.type = 'integer';
      },
    }),
  );
  return JSON.parse(text.replaceAll('"#/$defs/', '"#/components/schemas/'));
}

/** @throws Error for two different schemas of one name: the second must be named otherwise. */
function keep(named: Map<string, JsonSchema>, name: string, { id: _, ...part }: JsonSchema): void {
  const known = named.get(name);
  if (known && JSON.stringify(known) !== JSON.stringify(part)) throw new Error(`Two schemas are named ${name}.`);
  named.set(name, part);
}
