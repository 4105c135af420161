export function folderOf(name: string): string;
export function packagesOf(name: string): string[];
