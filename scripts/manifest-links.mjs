// The addresses that a packed manifest has in addition to package.json: those of the repository it is packed from.
import { spawnSync } from 'node:child_process';

/**
 * Reads the remote `origin` of a repository.
 * @param {string} folder in the repository
 * @returns {string | undefined} its address as git has it
 */
export function remoteOf(folder) {
  const { status, stdout } = spawnSync('git', ['remote', 'get-url', 'origin'], { cwd: folder, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

/**
 * The manifest's links for a remote; none if it is no page on the web: no address is invented.
 * @param {string | undefined} remote as git has it
 * @returns {{ repository?: { type: 'git', url: string }, bugs?: { url: string }, homepage?: string }}
 */
export function manifestLinks(remote) {
  // Whatever comes before the host, such as a user's name or token, is left out.
  const match =
    /^(?:(?:https?|ssh|git):\/\/(?:[^@/]*@)?|[^@/\s:]+@)([\w.-]+\.[a-z]{2,})(?::\d+)?[:/]([\w./~-]+?)(?:\.git)?\/?$/i.exec(
      remote ?? '',
    );
  if (match === null) return {};
  const page = `https://${match[1]}/${match[2]}`;
  const issues = /gitlab/i.test(match[1] ?? '') ? '/-/issues' : '/issues';
  return { repository: { type: 'git', url: `${page}.git` }, bugs: { url: page + issues }, homepage: `${page}#readme` };
}
