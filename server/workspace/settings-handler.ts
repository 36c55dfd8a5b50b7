import { DocumentState } from 'langium';
import { DEFAULT_MAX_CONFIGURATIONS } from '../../language/index.js';
import { isRecord } from '../../timeline/types/json-guards.js';
import type { ConferSharedServices } from '../confer-lsp-services.js';
import { revalidateAll } from './revalidate.js';

const section = 'confer';

/** Keeps the settings as the editor says, and checks everything again when they change. */
export function followSettings(shared: ConferSharedServices): void {
  const { ConfigurationProvider } = shared.workspace;

  const apply = (check: unknown): boolean => {
    const before = shared.settings.maxConfigurations;
    shared.settings.maxConfigurations = maxConfigurations(check);
    return shared.settings.maxConfigurations !== before;
  };

  const recheck = () => revalidateAll(shared, async () => DocumentState.IndexedReferences);

  void ConfigurationProvider.ready.then(async () => {
    if (apply(await ConfigurationProvider.getConfiguration(section, 'check'))) await recheck();
  });
  ConfigurationProvider.onConfigurationSectionUpdate(({ section: changed, configuration }) => {
    const check = isRecord(configuration) ? configuration.check : undefined;
    if (changed === section && apply(check)) void recheck();
  });
}

/** The setting, or its default if the editor sends anything but a number. */
function maxConfigurations(check: unknown): number {
  const value = isRecord(check) ? check.maxConfigurations : undefined;
  return typeof value === 'number' && Number.isFinite(value) && value >= 1
    ? Math.floor(value)
    : DEFAULT_MAX_CONFIGURATIONS;
}
