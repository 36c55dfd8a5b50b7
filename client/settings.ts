import * as vscode from 'vscode';
import { settingsSection } from './contributions.js';

/** How timelines open, as the settings `confer.timeline.*` say. */
export interface TimelineSettings {
  /** Whether a timeline opens to the side when a Confer file is opened. */
  readonly openAutomatically: boolean;
  /** Whether a new timeline is fitted to the width of its panel. */
  readonly fit: boolean;
  /** Whether the point of each problem is written below its message. */
  readonly notes: boolean;
  /** The path that is shown before the user has chosen one. */
  readonly defaultPath: 'first' | 'all';
}

/** Reads the settings as they are now; a value of another kind counts as the default. */
export function timelineSettings(): TimelineSettings {
  const settings = vscode.workspace.getConfiguration(`${settingsSection}.timeline`);
  return {
    openAutomatically: settings.get<unknown>('openAutomatically') === true,
    fit: settings.get<unknown>('fit') === true,
    notes: settings.get<unknown>('notes') !== false,
    defaultPath: settings.get<unknown>('defaultPath') === 'all' ? 'all' : 'first',
  };
}
