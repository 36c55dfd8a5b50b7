/** A wider cell is not aligned: it would push all others away. */
export const MAX_CELL_WIDTH = 40;

/** Steps as they are written, one a line, with arrows and colons below each other as the formatter puts them. */
export function alignedSteps(lines: readonly string[]): string[] {
  const rows = lines.map((line) => {
    const arrow = line.indexOf(' -> ');
    const colon = line.indexOf(' : ', arrow);
    return arrow < 0 || colon < 0
      ? [line]
      : [line.slice(0, arrow), line.slice(arrow + 1, colon), line.slice(colon + 1)];
  });
  const tables = rows.filter((cells) => cells.length > 1);
  const widths = [0, 1].map((column) => {
    return Math.max(0, ...tables.map((cells) => cells[column]?.length ?? 0).filter((width) => width <= MAX_CELL_WIDTH));
  });
  return rows.map((cells) =>
    cells
      .map((cell, column) =>
        column < cells.length - 1 ? cell.padEnd(cell.length <= MAX_CELL_WIDTH ? (widths[column] ?? 0) : 0) : cell,
      )
      .join(' '),
  );
}
