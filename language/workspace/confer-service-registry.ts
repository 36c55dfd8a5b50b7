import { DefaultServiceRegistry, type LangiumCoreServices, type URI, UriUtils } from 'langium';

/** Knows Confer files by their ending in any case, as editors do. */
export class ConferServiceRegistry extends DefaultServiceRegistry {
  override getServices(uri: URI): LangiumCoreServices {
    const services = this.fileExtensionMap.get(UriUtils.extname(uri).toLowerCase());
    return services ?? super.getServices(uri);
  }
}
