import type { TimelineParticipant } from '../types/timeline.js';

/** The line under a participant's name: its title and its roles; one that equals the name is left out. */
export function participantPart({ name, title, roles, roleTitles }: TimelineParticipant): string {
  const used = new Set([name.toLocaleLowerCase('en')]);
  const parts = [...(title === null ? [] : [title]), ...(roleTitles.length > 0 ? roleTitles : roles)].filter((part) => {
    const key = part.toLocaleLowerCase('en');
    return !used.has(key) && used.add(key);
  });
  return parts.join(' · ');
}

/**
 * The line under a name in a lane's head: the participant's title, otherwise its first role; not what the name says.
 */
export function headPart({ name, title, roles, roleTitles }: TimelineParticipant): string {
  const key = name.toLocaleLowerCase('en');
  const parts = [title, ...(roleTitles.length > 0 ? roleTitles : roles)];
  return parts.find((part) => part !== null && part.toLocaleLowerCase('en') !== key) ?? '';
}
