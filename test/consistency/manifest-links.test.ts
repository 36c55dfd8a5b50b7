import { expect, test } from 'vitest';
import { manifestLinks } from '../../scripts/manifest-links.mjs';

const page = 'https://git.example.org/confer/confer';

test.each([
  'https://git.example.org/confer/confer.git',
  'https://git.example.org/confer/confer',
  'https://someone:secret@git.example.org/confer/confer.git',
  'git@git.example.org:confer/confer.git',
  'ssh://git@git.example.org:22/confer/confer.git',
])('a remote gives the manifest its page, and nothing of who uses it: %s', (remote) => {
  expect(manifestLinks(remote)).toEqual({
    repository: { type: 'git', url: `${page}.git` },
    bugs: { url: `${page}/issues` },
    homepage: `${page}#readme`,
  });
});

test.each([undefined, '', '/srv/git/confer.git', '../confer', 'file:///srv/git/confer.git'])(
  'if there is no page on the web, the manifest names none: %s',
  (remote) => {
    expect(manifestLinks(remote)).toEqual({});
  },
);
