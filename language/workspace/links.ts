import { type FileSystemProvider, type URI, UriUtils } from 'langium';

/** A file system that can tell where a link leads. */
export interface LinkAwareFileSystem extends FileSystemProvider {
  /**
   * The address of a file or folder without links.
   * @throws if there is none
   */
  realPath(uri: URI): Promise<URI>;
}

/**
 * The address that a file has without the links between it and a folder; links above the folder stay, since the editor
 * names everything by them.
 * @returns the address as it is if nothing is there, or the file system knows no links
 */
export async function withoutLinks(files: FileSystemProvider, folder: URI, uri: URI): Promise<URI> {
  if (!isLinkAware(files)) return uri;
  try {
    const real = await files.realPath(uri);
    const realFolder = await files.realPath(folder);
    const relative = UriUtils.relative(realFolder, real);
    return relative === UriUtils.relative(folder, uri) ? uri : UriUtils.joinPath(folder, relative);
  } catch {
    return uri;
  }
}

function isLinkAware(files: FileSystemProvider): files is LinkAwareFileSystem {
  return 'realPath' in files && typeof files.realPath === 'function';
}
