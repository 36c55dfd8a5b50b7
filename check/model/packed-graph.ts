/**
 * Plain data as JSON can carry it, shared and circular references included: a table of objects, the first of which is
 * the value. A reference is its object's index in an array of one; in a list, `{ "list" }`, `{ "set" }` or `{ "map" }`.
 */
export interface PackedGraph {
  readonly objects: readonly PackedObject[];
}

type PackedValue = string | number | boolean | null | readonly [number];

type PackedObject =
  | { readonly list: readonly PackedValue[] }
  | { readonly set: readonly PackedValue[] }
  | { readonly map: readonly (readonly [PackedValue, PackedValue])[] }
  | { readonly record: Readonly<Record<string, PackedValue>> };

/**
 * Packs a model, a flow or a capture for another process. Absent properties stay absent.
 * @throws TypeError for a function, and for an object of a class without `toJSON`
 */
export function packGraph(value: object): PackedGraph {
  const objects: PackedObject[] = [];
  const numbers = new Map<object, number>();
  const queue: object[] = [];
  const number = (object: object): readonly [number] => {
    let assigned = numbers.get(object);
    if (assigned === undefined) {
      assigned = numbers.size;
      numbers.set(object, assigned);
      queue.push(object);
    }
    return [assigned];
  };
  const pack = (part: unknown): PackedValue => {
    if (part === null || typeof part === 'string' || typeof part === 'boolean') return part;
    if (typeof part === 'number' && Number.isFinite(part)) return part;
    if (typeof part === 'object') return number(part);
    throw new TypeError(`A ${typeof part} cannot be packed.`);
  };
  number(value);
  for (const object of queue) objects.push(packObject(object, pack));
  return { objects };
}

function packObject(object: object, pack: (part: unknown) => PackedValue): PackedObject {
  if (Array.isArray(object)) return { list: object.map(pack) };
  if (object instanceof Set) return { set: [...object].map(pack) };
  if (object instanceof Map) return { map: [...object].map(([key, part]) => [pack(key), pack(part)]) };
  const plain = hasJson(object) ? object.toJSON() : object;
  if (Object.getPrototypeOf(plain) !== Object.prototype) {
    throw new TypeError(`A ${plain.constructor.name} cannot be packed.`);
  }
  const parts = Object.entries(plain).filter(([, part]) => part !== undefined);
  return { record: Object.fromEntries(parts.map(([name, part]) => [name, pack(part)])) };
}

/** Whether an object converts itself to plain data, because it computes some of it on access. */
function hasJson(object: object): object is { toJSON(): object } {
  return 'toJSON' in object && typeof object.toJSON === 'function';
}

/** The unpacked value, with shared objects shared again. The caller knows its type. */
export function unpackGraph({ objects }: PackedGraph): unknown {
  const made = objects.map((object): unknown => {
    if ('list' in object) return [];
    if ('set' in object) return new Set();
    return 'map' in object ? new Map() : {};
  });
  const unpack = (part: PackedValue): unknown => (Array.isArray(part) ? made[part[0]] : part);
  for (const [index, object] of objects.entries()) {
    const target = made[index];
    if ('list' in object && Array.isArray(target)) for (const part of object.list) target.push(unpack(part));
    else if ('set' in object && target instanceof Set) for (const part of object.set) target.add(unpack(part));
    else if ('map' in object && target instanceof Map) {
      for (const [key, part] of object.map) target.set(unpack(key), unpack(part));
    } else if ('record' in object) {
      const record = target as Record<string, unknown>;
      for (const [name, part] of Object.entries(object.record)) record[name] = unpack(part);
    }
  }
  return made[0];
}
