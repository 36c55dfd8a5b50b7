import path from 'node:path';
import { URI } from 'langium';

/** A path as it is shown: relative to the working directory, with `/`. */
export function displayPath(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return (relative === '' ? '.' : relative).split(path.sep).join('/');
}

/** The address of a related place as a path that can be shown; another scheme stays as it is. */
export function displayUri(uri: string): string {
  const parsed = URI.parse(uri);
  return parsed.scheme === 'file' ? displayPath(parsed.fsPath) : uri;
}
