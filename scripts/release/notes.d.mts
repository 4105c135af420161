export function toNotes(changelog: string, version: string): string;
export function otherVersions(
  version: string,
  files: { readonly packageJson: string; readonly chart: string },
): readonly string[];
