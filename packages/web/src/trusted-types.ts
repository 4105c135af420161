/**
 * The server's content policy forbids text in places where a browser makes elements or code of it. The component library
 * writes its style sheets through one of them, so text without `<`, which no element can be made of, still passes; all
 * else throws.
 */
interface TrustedTypes {
  createPolicy(name: 'default', rules: { readonly createHTML: (text: string) => string | null }): unknown;
}

const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };

trustedTypes?.createPolicy('default', { createHTML: (text) => (text.includes('<') ? null : text) });
