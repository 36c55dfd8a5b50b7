/** The parts of an address that decide whether the server may read it. */
export interface Address {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
}

/** The open files. */
export interface Surroundings {
  readonly folders: readonly Address[];
  /** Documents of the language, wherever they come from. */
  readonly documents: readonly Address[];
}

/**
 * Whether the server may be given the text of a file: a file of the language, a project's configuration or a
 * `.gitignore`, that is in a folder of the workspace, or on the same file system as an open one, which may import its
 * neighbors.
 */
export function mayReadFile(file: Address, { folders, documents }: Surroundings): boolean {
  return (
    /(\.confer|\/confer\.json|\/\.gitignore)$/i.test(file.path) &&
    (folders.some((folder) => isInside(file, folder)) || documents.some((document) => sameFileSystem(file, document)))
  );
}

/** Whether the server may learn what a folder contains: only folders of the workspace. */
export function mayReadDirectory(directory: Address, { folders }: Surroundings): boolean {
  return folders.some((folder) => isInside(directory, folder));
}

function isInside(address: Address, folder: Address): boolean {
  const root = folder.path.endsWith('/') ? folder.path : `${folder.path}/`;
  return (
    sameFileSystem(address, folder) &&
    (address.path.startsWith(root) || `${address.path}/` === root) &&
    !address.path.split('/').includes('..')
  );
}

function sameFileSystem(one: Address, other: Address): boolean {
  return one.scheme === other.scheme && one.authority === other.authority;
}
