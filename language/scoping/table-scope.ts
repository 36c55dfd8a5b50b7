import type { AstNodeDescription, Scope, Stream } from 'langium';
import { stream } from 'langium';
import type { SymbolTable } from './symbol-table.js';

/** A scope over indexed tables, innermost first: a name in an earlier table hides the later ones. */
export class TableScope implements Scope {
  constructor(private readonly tables: readonly SymbolTable[]) {}

  getElement(name: string): AstNodeDescription | undefined {
    for (const table of this.tables) {
      const found = table.get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  getElements(name: string): Stream<AstNodeDescription> {
    const found = this.getElement(name);
    return stream(found === undefined ? [] : [found]);
  }

  /** Every visible declaration once: hidden ones are left out. */
  getAllElements(): Stream<AstNodeDescription> {
    return stream(this.visible());
  }

  private *visible(): Generator<AstNodeDescription> {
    const names = new Set<string>();
    for (const table of this.tables) {
      for (const [name, description] of table) {
        if (names.has(name)) continue;
        names.add(name);
        yield description;
      }
    }
  }
}

export const emptyTableScope = new TableScope([]);
